package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.tokens.Tokens;
import java.util.Optional;

/** How enrolling went. Precedence, first that applies: the id was used before ({@link AlreadyEnrolled}, {@link PaymentPending}, {@link IdConflict} or
 * {@link IdSpent}), {@link StreamNotFound}, the person has a seat ({@link AlreadyEnrolled} or {@link PaymentPending}), {@link NotOpen},
 * {@link PriceChanged}, {@link SoldOut}, {@link InsufficientTokens}, {@link Refused}, {@link Enrolled}. Only {@link Enrolled} and a new
 * {@link PaymentPending} have changed anything. */
public sealed interface EnrollResult {
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
        R enrolled(Enrolled it);

        /**
         * @param it the case
         * @return anything
         */
        R alreadyEnrolled(AlreadyEnrolled it);

        /**
         * @param it the case
         * @return anything
         */
        R paymentPending(PaymentPending it);

        /**
         * @param it the case
         * @return anything
         */
        R insufficientTokens(InsufficientTokens it);

        /**
         * @param it the case
         * @return anything
         */
        R soldOut(SoldOut it);

        /**
         * @param it the case
         * @return anything
         */
        R notOpen(NotOpen it);

        /**
         * @param it the case
         * @return anything
         */
        R priceChanged(PriceChanged it);

        /**
         * @param it the case
         * @return anything
         */
        R refused(Refused it);

        /**
         * @param it the case
         * @return anything
         */
        R streamNotFound(StreamNotFound it);

        /**
         * @param it the case
         * @return anything
         */
        R idConflict(IdConflict it);

        /**
         * @param it the case
         * @return anything
         */
        R idSpent(IdSpent it);
    }

    /**
     * The seat is theirs and paid.
     *
     * @param enrollment the seat
     * @param newBalance the wallet after paying
     * @param transactionId the provider's name for the payment; empty for a free seat
     */
    record Enrolled(Enrollment enrollment, Tokens newBalance, Optional<String> transactionId) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.enrolled(this);
        }
    }

    /**
     * They have a seat already; nothing was charged.
     *
     * @param enrollment the seat from before
     */
    record AlreadyEnrolled(Enrollment enrollment) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.alreadyEnrolled(this);
        }
    }

    /**
     * The seat is held, the provider's answer is not known yet.
     *
     * @param enrollment the seat that is held
     */
    record PaymentPending(Enrollment enrollment) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.paymentPending(this);
        }
    }

    /**
     * The wallet does not hold the price.
     *
     * @param balance what is there
     * @param price what is needed
     */
    record InsufficientTokens(Tokens balance, Tokens price) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.insufficientTokens(this);
        }
    }

    /**
     * No seat is left.
     *
     * @param capacity how many seats there are
     */
    record SoldOut(int capacity) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.soldOut(this);
        }
    }

    /**
     * Seats of this class are not sold now.
     *
     * @param why what stands in the way
     */
    record NotOpen(Why why) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notOpen(this);
        }
    }

    /**
     * The class costs something else than the person saw; nothing was charged.
     *
     * @param expected what the page showed
     * @param price what a seat costs now
     */
    record PriceChanged(Tokens expected, Tokens price) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.priceChanged(this);
        }
    }

    /**
     * The token provider said no.
     *
     * @param code stable, lower case with underscores
     * @param message for people
     */
    record Refused(String code, String message) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /**
     * No such class.
     */
    record StreamNotFound() implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.streamNotFound(this);
        }
    }

    /**
     * The id was used before for something else.
     *
     * @param field what differs: {@code stream} or {@code user}
     */
    record IdConflict(String field) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.idConflict(this);
        }
    }

    /**
     * The id was used before for a seat that was given back or refused; use a new id.
     *
     * @param enrollment what became of it
     */
    record IdSpent(Enrollment enrollment) implements EnrollResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.idSpent(this);
        }
    }

    /** What stands in the way. */
    enum Why {
        /** The class is over. */
        ENDED,
        /** The class was cancelled. */
        CANCELLED,
        /** The planned end passed and the class never went live. */
        OVERDUE,
        /** Instructors do not buy their own seats. */
        OWN_CLASS
    }
}
