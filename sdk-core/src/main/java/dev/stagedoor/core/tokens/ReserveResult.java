package dev.stagedoor.core.tokens;

import java.util.function.Function;

/** How reserving went. Precedence: {@link Conflict}, {@link Reserved} (the first answer again), {@link Insufficient}, {@link Reserved}. */
public sealed interface ReserveResult {
    /**
     * Handles every case.
     *
     * @param reserved held
     * @param insufficient not enough there
     * @param conflict the id names something else
     * @param <R> what comes out
     * @return what the fitting function gave
     */
    default <R> R fold(
            Function<Reserved, R> reserved, Function<Insufficient, R> insufficient, Function<Conflict, R> conflict) {
        if (this instanceof Reserved it) {
            return reserved.apply(it);
        }
        return this instanceof Insufficient it ? insufficient.apply(it) : conflict.apply((Conflict) this);
    }

    /**
     * The tokens are in escrow.
     *
     * @param transactionId the provider's name for the movement
     * @param newBalance the wallet now
     */
    record Reserved(String transactionId, Tokens newBalance) implements ReserveResult {}

    /**
     * The wallet does not hold the amount.
     *
     * @param balance what it holds
     */
    record Insufficient(Tokens balance) implements ReserveResult {}

    /**
     * The id was used before with other content.
     *
     * @param field what differs: {@code payer}, {@code stream}, {@code amount} or {@code kind}
     */
    record Conflict(String field) implements ReserveResult {}
}
