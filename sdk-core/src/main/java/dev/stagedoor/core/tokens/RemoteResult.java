package dev.stagedoor.core.tokens;

import java.time.Duration;
import java.util.Optional;

/**
 * How a call that moves tokens in somebody else's books went. {@link Accepted}, {@link Insufficient}, {@link Refused}, {@link NotApplied} and {@link
 * Unsupported} are certain about this call; {@link Conflict} is certain about this call and says nothing of earlier ones under the same id; {@link
 * Ambiguous} is certain of nothing.
 *
 * <p>Texts in {@code why} and {@code message} never hold a secret.
 */
public sealed interface RemoteResult {
    /**
     * Handles every case.
     *
     * @param cases one method for each
     * @param <R> what comes out
     * @return what the fitting method gave
     */
    <R> R fold(Cases<R> cases);

    /**
     * One method for each case.
     *
     * @param <R> what comes out
     */
    interface Cases<R> {
        /**
         * @param it the case
         * @return anything
         */
        R accepted(Accepted it);

        /**
         * @param it the case
         * @return anything
         */
        R insufficient(Insufficient it);

        /**
         * @param it the case
         * @return anything
         */
        R refused(Refused it);

        /**
         * @param it the case
         * @return anything
         */
        R conflict(Conflict it);

        /**
         * @param it the case
         * @return anything
         */
        R notApplied(NotApplied it);

        /**
         * @param it the case
         * @return anything
         */
        R ambiguous(Ambiguous it);

        /**
         * @param it the case
         * @return anything
         */
        R unsupported(Unsupported it);
    }

    /**
     * The tokens have moved, now or by an earlier call under the same id.
     *
     * @param transactionId the provider's name for the movement, 1 to 200 characters
     * @param newBalance the wallet now, where the provider said it
     */
    record Accepted(String transactionId, Optional<Tokens> newBalance) implements RemoteResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.accepted(this);
        }
    }

    /**
     * The wallet does not hold the amount; nothing has moved.
     *
     * @param balance what it holds, where the provider said it
     */
    record Insufficient(Optional<Tokens> balance) implements RemoteResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.insufficient(this);
        }
    }

    /**
     * The provider said no; nothing has moved.
     *
     * @param code stable, the provider's own where it gave one, at most 100 characters
     * @param message for people, at most 500 characters
     */
    record Refused(String code, String message) implements RemoteResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /**
     * The provider knows the id already: another call under it is on its way or had other content. This call has moved nothing; that other one may have.
     *
     * @param why what was received
     */
    record Conflict(String why) implements RemoteResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.conflict(this);
        }
    }

    /**
     * The call never took effect; nothing has moved.
     *
     * @param fault whose turn it is
     * @param why what was received or went wrong
     * @param retryAfter how long the provider asked to wait
     */
    record NotApplied(Fault fault, String why, Optional<Duration> retryAfter) implements RemoteResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notApplied(this);
        }
    }

    /**
     * The call may have taken effect or not.
     *
     * @param why what was received or went wrong
     */
    record Ambiguous(String why) implements RemoteResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.ambiguous(this);
        }
    }

    /** The provider has no such call; nothing was sent. */
    record Unsupported() implements RemoteResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unsupported(this);
        }
    }

    /** Why a call never took effect. */
    enum Fault {
        /** The provider was not reached; a later call may succeed. */
        UNREACHABLE,
        /** The provider asked to come back later. */
        BUSY,
        /** Address, path or credentials are wrong: an operator has to act. */
        CONFIGURATION
    }
}
