package dev.stagedoor.core.tokens;

import java.util.function.Function;

/** How settling or releasing went. Asking the same again gives the first answer; asking the opposite is {@link AlreadyResolved}. */
public sealed interface ResolveResult {
    /**
     * Handles every case.
     *
     * @param resolved done, now or before
     * @param already resolved the other way before
     * @param unknown no such reservation
     * @param <R> what comes out
     * @return what the fitting function gave
     */
    default <R> R fold(
            Function<Resolved, R> resolved, Function<AlreadyResolved, R> already, Function<Unknown, R> unknown) {
        if (this instanceof Resolved it) {
            return resolved.apply(it);
        }
        return this instanceof AlreadyResolved it ? already.apply(it) : unknown.apply((Unknown) this);
    }

    /**
     * The tokens have left the escrow.
     *
     * @param transactionId the provider's name for the movement
     * @param amount how many tokens
     */
    record Resolved(String transactionId, Tokens amount) implements ResolveResult {}

    /**
     * The tokens had left the escrow the other way before.
     *
     * @param kind {@link TokenMovement.Kind#SETTLE} or {@link TokenMovement.Kind#RELEASE}
     */
    record AlreadyResolved(TokenMovement.Kind kind) implements ResolveResult {}

    /** There is no such reservation. */
    record Unknown() implements ResolveResult {}
}
