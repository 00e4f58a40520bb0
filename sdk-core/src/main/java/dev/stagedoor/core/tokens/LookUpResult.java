package dev.stagedoor.core.tokens;

import java.util.Optional;
import java.util.function.Function;

/** What a provider knows of an earlier debit or refund. */
public sealed interface LookUpResult {
    /**
     * Handles every case.
     *
     * @param found it took effect
     * @param absent it has not taken effect
     * @param unknown the question was not answered
     * @param unsupported the question cannot be asked
     * @param <R> what comes out
     * @return what the fitting function gave
     */
    default <R> R fold(
            Function<Found, R> found,
            Function<Absent, R> absent,
            Function<Unknown, R> unknown,
            Function<Unsupported, R> unsupported) {
        if (this instanceof Found it) {
            return found.apply(it);
        }
        if (this instanceof Absent it) {
            return absent.apply(it);
        }
        return this instanceof Unknown it ? unknown.apply(it) : unsupported.apply((Unsupported) this);
    }

    /**
     * The tokens have moved.
     *
     * @param transactionId the provider's name for the movement, 1 to 200 characters
     * @param amount how many tokens, where the provider said it
     */
    record Found(String transactionId, Optional<Tokens> amount) implements LookUpResult {}

    /** The tokens had not moved when the provider looked; a call that is still on the wire may move them after that. */
    record Absent() implements LookUpResult {}

    /**
     * The question was not answered, or not in a form that can be relied on; ask again later.
     *
     * @param why what was received or went wrong, without secrets
     */
    record Unknown(String why) implements LookUpResult {}

    /** The provider cannot be asked. */
    record Unsupported() implements LookUpResult {}
}
