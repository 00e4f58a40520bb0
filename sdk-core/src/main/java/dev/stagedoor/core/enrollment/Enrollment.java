package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's right to a class, as it was when it was read. Immutable. */
public final class Enrollment {
    private final EnrollmentId id;
    private final StreamId streamId;
    private final UserId userId;
    private final EnrollmentState state;
    private final Tokens tokensPaid;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final @Nullable String transactionId;
    private final @Nullable String refundTransactionId;
    private final @Nullable Tokens tokensRefunded;
    private final @Nullable Instant settledAt;

    private Enrollment(Builder builder) {
        id = builder.id;
        streamId = builder.streamId;
        userId = builder.userId;
        state = builder.state;
        tokensPaid = builder.tokensPaid;
        createdAt = builder.createdAt;
        updatedAt = builder.updatedAt;
        transactionId = builder.transactionId;
        refundTransactionId = builder.refundTransactionId;
        tokensRefunded = builder.tokensRefunded;
        settledAt = builder.settledAt;
    }

    /**
     * Begins an enrollment whose payment is not settled yet.
     *
     * @param id who it is
     * @param streamId for which class
     * @param userId whose it is
     * @param tokensPaid the price agreed on
     * @param now when it was asked for
     * @return a builder in {@link EnrollmentState#PAYMENT_PENDING}
     */
    public static Builder pending(EnrollmentId id, StreamId streamId, UserId userId, Tokens tokensPaid, Instant now) {
        return new Builder(id, streamId, userId, tokensPaid, now);
    }

    /** {@return a builder that starts from this} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return who it is} */
    public EnrollmentId id() {
        return id;
    }

    /** {@return for which class} */
    public StreamId streamId() {
        return streamId;
    }

    /** {@return whose it is} */
    public UserId userId() {
        return userId;
    }

    /** {@return where it is in its life} */
    public EnrollmentState state() {
        return state;
    }

    /** {@return what was paid at enrolling, whatever the class costs now} */
    public Tokens tokensPaid() {
        return tokensPaid;
    }

    /** {@return when it was asked for} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return when its state last changed} */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** {@return the token provider's name for the payment; empty while it is pending, and for free seats} */
    public Optional<String> transactionId() {
        return Optional.ofNullable(transactionId);
    }

    /** {@return the token provider's name for the refund} */
    public Optional<String> refundTransactionId() {
        return Optional.ofNullable(refundTransactionId);
    }

    /** {@return what was paid back} */
    public Optional<Tokens> tokensRefunded() {
        return Optional.ofNullable(tokensRefunded);
    }

    /** {@return when it was decided, after the class, what of the payment is the instructor's} */
    public Optional<Instant> settledAt() {
        return Optional.ofNullable(settledAt);
    }

    @Override
    public String toString() {
        return "Enrollment[" + id + ", " + state.wireName() + ", stream " + streamId + ", user " + userId + "]";
    }

    /** Builds a changed or stored enrollment. Not for use by several threads. */
    public static final class Builder {
        private final EnrollmentId id;
        private final StreamId streamId;
        private final UserId userId;
        private EnrollmentState state;
        private final Tokens tokensPaid;
        private final Instant createdAt;
        private Instant updatedAt;
        private @Nullable String transactionId;
        private @Nullable String refundTransactionId;
        private @Nullable Tokens tokensRefunded;
        private @Nullable Instant settledAt;

        private Builder(EnrollmentId id, StreamId streamId, UserId userId, Tokens tokensPaid, Instant now) {
            this.id = id;
            this.streamId = streamId;
            this.userId = userId;
            this.tokensPaid = tokensPaid;
            state = EnrollmentState.PAYMENT_PENDING;
            createdAt = now;
            updatedAt = now;
        }

        private Builder(Enrollment from) {
            id = from.id;
            streamId = from.streamId;
            userId = from.userId;
            state = from.state;
            tokensPaid = from.tokensPaid;
            createdAt = from.createdAt;
            updatedAt = from.updatedAt;
            transactionId = from.transactionId;
            refundTransactionId = from.refundTransactionId;
            tokensRefunded = from.tokensRefunded;
            settledAt = from.settledAt;
        }

        /**
         * @param value where it is in its life
         * @return this
         */
        public Builder state(EnrollmentState value) {
            state = value;
            return this;
        }

        /**
         * @param value when its state last changed
         * @return this
         */
        public Builder updatedAt(Instant value) {
            updatedAt = value;
            return this;
        }

        /**
         * @param value the token provider's name for the payment; empty while it is pending, and for free seats
         * @return this
         */
        public Builder transactionId(@Nullable String value) {
            transactionId = value;
            return this;
        }

        /**
         * @param value the token provider's name for the refund
         * @return this
         */
        public Builder refundTransactionId(@Nullable String value) {
            refundTransactionId = value;
            return this;
        }

        /**
         * @param value what was paid back
         * @return this
         */
        public Builder tokensRefunded(@Nullable Tokens value) {
            tokensRefunded = value;
            return this;
        }

        /**
         * @param value when it was decided, after the class, what of the payment is the instructor's
         * @return this
         */
        public Builder settledAt(@Nullable Instant value) {
            settledAt = value;
            return this;
        }

        /** {@return the enrollment} */
        public Enrollment build() {
            return new Enrollment(this);
        }
    }
}
