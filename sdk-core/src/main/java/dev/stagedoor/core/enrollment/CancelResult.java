package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.tokens.Tokens;

/** How giving a seat back went. Precedence: {@link NotEnrolled}, {@link NotAllowed}, {@link Cancelled} or {@link RefundPending}. Only the
 * last two have changed anything. */
public sealed interface CancelResult {
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
        R cancelled(Cancelled it);

        /**
         * @param it the case
         * @return anything
         */
        R refundPending(RefundPending it);

        /**
         * @param it the case
         * @return anything
         */
        R notEnrolled(NotEnrolled it);

        /**
         * @param it the case
         * @return anything
         */
        R notAllowed(NotAllowed it);
    }

    /**
     * The seat is free again.
     *
     * @param enrollment as it is now
     * @param refunded what was paid back, maybe nothing
     * @param newBalance the wallet now; nothing when a remote token provider does not tell
     */
    record Cancelled(Enrollment enrollment, Tokens refunded, Tokens newBalance) implements CancelResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.cancelled(this);
        }
    }

    /**
     * The seat is free again; a remote token provider has not confirmed yet that the tokens went back. The reconciler sees to it.
     *
     * @param enrollment as it is now
     */
    record RefundPending(Enrollment enrollment) implements CancelResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refundPending(this);
        }
    }

    /**
     * There is no seat to give back.
     */
    record NotEnrolled() implements CancelResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notEnrolled(this);
        }
    }

    /**
     * The policy keeps the seat, or its payment is still pending.
     *
     * @param message why, for people
     */
    record NotAllowed(String message) implements CancelResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notAllowed(this);
        }
    }
}
