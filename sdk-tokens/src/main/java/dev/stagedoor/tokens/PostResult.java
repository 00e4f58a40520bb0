package dev.stagedoor.tokens;

import dev.stagedoor.core.tokens.Tokens;
import java.util.function.Function;

/** How a movement between a wallet and the outside went. Precedence: {@link Conflict}, {@link Posted} (the first answer again), {@link Insufficient}. */
public sealed interface PostResult {
    /**
     * Handles every case.
     *
     * @param posted in the books
     * @param insufficient not enough there
     * @param conflict the id names something else
     * @param <R> what comes out
     * @return what the fitting function gave
     */
    default <R> R fold(
            Function<Posted, R> posted, Function<Insufficient, R> insufficient, Function<Conflict, R> conflict) {
        if (this instanceof Posted it) {
            return posted.apply(it);
        }
        return this instanceof Insufficient it ? insufficient.apply(it) : conflict.apply((Conflict) this);
    }

    /**
     * It is in the books.
     *
     * @param transactionId names the movement
     * @param newBalance the wallet now
     */
    record Posted(String transactionId, Tokens newBalance) implements PostResult {}

    /**
     * The wallet does not hold the amount.
     *
     * @param balance what it holds
     */
    record Insufficient(Tokens balance) implements PostResult {}

    /**
     * The id was used before with other content.
     *
     * @param field what differs: {@code kind}, {@code wallet} or {@code amount}
     */
    record Conflict(String field) implements PostResult {}
}
