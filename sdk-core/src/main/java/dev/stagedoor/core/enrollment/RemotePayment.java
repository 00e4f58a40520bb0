package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One movement of tokens at a remote provider that an enrollment needs: written in the commit that makes it necessary, then made, then known.
 *
 * <pre>
 *   (written) ------> PENDING --certain: moved---------> DONE
 *                     PENDING --certain: not moved-----> DECLINED        (debits only: a refund is owed until it is paid)
 *                     PENDING --cannot be found out----> NEEDS_PERSON --a person decides--> DONE, DECLINED or PENDING
 * </pre>
 *
 * @param id the key it is sent with
 * @param kind which way the tokens go
 * @param enrollmentId for which enrollment
 * @param streamId for which class
 * @param userId whose wallet
 * @param amount at least 1 token
 * @param reason for the person's history at the provider
 * @param original of a refund, the provider's name of the debit
 * @param notice what the person is told when the tokens have moved
 * @param state where it is
 * @param unclear whether a call that was made may have moved the tokens
 * @param attempts how often somebody took it on
 * @param createdAt when it was written
 * @param sentAt when it was last sent, or may have been
 * @param dueAt when somebody may take it on again
 * @param lastOutcome what is known, for people; may be empty
 * @param transactionId the provider's name of the movement, once it is done
 */
public record RemotePayment(
        TransferId id,
        Kind kind,
        EnrollmentId enrollmentId,
        StreamId streamId,
        UserId userId,
        Tokens amount,
        String reason,
        Optional<String> original,
        Notice.Kind notice,
        State state,
        boolean unclear,
        int attempts,
        Instant createdAt,
        Instant sentAt,
        Instant dueAt,
        String lastOutcome,
        Optional<String> transactionId) {
    /** The longest {@link #lastOutcome}, in characters; longer ones are cut. */
    public static final int MAX_OUTCOME = 500;

    /** Cuts what is known to {@value #MAX_OUTCOME} characters. */
    public RemotePayment {
        lastOutcome = lastOutcome.substring(0, Math.min(MAX_OUTCOME, lastOutcome.length()));
    }

    /** Which way the tokens go. */
    public enum Kind {
        /** Out of the wallet, for a seat. */
        DEBIT,
        /** Back into it. */
        REFUND;

        /** {@return the lower-case name, as in the API and the database} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a payment is. */
    public enum State {
        /** To be made, or made and to be found out. */
        PENDING,
        /** Whether tokens have moved cannot be found out without a person. */
        NEEDS_PERSON,
        /** The tokens have moved, once. */
        DONE,
        /** No tokens have moved, and none will. */
        DECLINED;

        /** {@return the lower-case name, as in the API and the database} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @param wireName as in the API and the database
         * @return the state, or empty when there is no such
         */
        public static Optional<State> parse(String wireName) {
            return Arrays.stream(values())
                    .filter(state -> state.wireName().equals(wireName))
                    .findFirst();
        }

        /** {@return whether somebody or something still has to find out} */
        public boolean isOpen() {
            return this == PENDING || this == NEEDS_PERSON;
        }
    }

    /**
     * Begins the payment of a seat.
     *
     * @param seat an enrollment that costs something
     * @param reason for the person's history
     * @param now when
     * @return a debit under the enrollment's id, due at once
     */
    public static RemotePayment debit(Enrollment seat, String reason, Instant now) {
        return new RemotePayment(
                new TransferId(seat.id().value()),
                Kind.DEBIT,
                seat.id(),
                seat.streamId(),
                seat.userId(),
                seat.tokensPaid(),
                reason,
                Optional.empty(),
                Notice.Kind.RECEIPT,
                State.PENDING,
                false,
                0,
                now,
                now,
                now,
                "",
                Optional.empty());
    }

    /**
     * Begins a refund. There is one id for it, so that an enrollment is refunded once whatever happens.
     *
     * @param seat an enrollment that was paid
     * @param transactionId the provider's name of its debit
     * @param amount at least 1 token, at most what was paid
     * @param notice what the person is told
     * @param reason for the person's history
     * @param now when
     * @return a refund, due at once
     */
    public static RemotePayment refund(
            Enrollment seat, String transactionId, Tokens amount, Notice.Kind notice, String reason, Instant now) {
        return new RemotePayment(
                refundIdOf(seat.id()),
                Kind.REFUND,
                seat.id(),
                seat.streamId(),
                seat.userId(),
                amount,
                reason,
                Optional.of(transactionId),
                notice,
                State.PENDING,
                false,
                0,
                now,
                now,
                now,
                "",
                Optional.empty());
    }

    /**
     * @param id an enrollment
     * @return the one id under which it is refunded
     */
    public static TransferId refundIdOf(EnrollmentId id) {
        return TransferId.fromKey("refund", id.toString());
    }

    /**
     * @param leaseUntil until when nobody else takes it on
     * @param now when
     * @return as stored once somebody has taken it on: from here on a call may have been made
     */
    public RemotePayment taken(Instant leaseUntil, Instant now) {
        Instant sent = unclear ? sentAt : now;
        return with(state, true, attempts + 1, sent, leaseUntil, lastOutcome, transactionId);
    }

    /**
     * @param next where it goes
     * @param outcome what is known, for people
     * @return a copy that needs no further call
     */
    public RemotePayment resolved(State next, String outcome) {
        return with(next, unclear, attempts, sentAt, dueAt, outcome, transactionId);
    }

    /**
     * @param name the provider's name of the movement
     * @param outcome what is known, for people
     * @return a copy whose tokens have moved
     */
    public RemotePayment done(String name, String outcome) {
        return with(State.DONE, unclear, attempts, sentAt, dueAt, outcome, Optional.of(name));
    }

    /**
     * @param mayHaveMoved whether a call that was made may have moved the tokens
     * @param sent when it was last sent
     * @param due when to take it on again
     * @param outcome what is known, for people
     * @return a copy to be taken on later
     */
    public RemotePayment later(boolean mayHaveMoved, Instant sent, Instant due, String outcome) {
        return with(State.PENDING, mayHaveMoved, attempts, sent, due, outcome, transactionId);
    }

    private RemotePayment with(
            State nextState,
            boolean nextUnclear,
            int nextAttempts,
            Instant nextSent,
            Instant nextDue,
            String outcome,
            Optional<String> nextTransaction) {
        return new RemotePayment(
                id,
                kind,
                enrollmentId,
                streamId,
                userId,
                amount,
                reason,
                original,
                notice,
                nextState,
                nextUnclear,
                nextAttempts,
                createdAt,
                nextSent,
                nextDue,
                outcome,
                nextTransaction);
    }
}
