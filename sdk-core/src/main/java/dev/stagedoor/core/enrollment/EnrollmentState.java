package dev.stagedoor.core.enrollment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an enrollment is in its life.
 *
 * <pre>
 *   (asked) --own ledger: one commit----------------------------> ACTIVE
 *   (asked) --remote provider--> PAYMENT_PENDING --charged------> ACTIVE
 *                                PAYMENT_PENDING --declined-----> REFUSED     (seat free again)
 *   ACTIVE  --given back or class cancelled, nothing owed-------> CANCELLED   (seat free again)
 *   ACTIVE  --the same, own ledger: one commit------------------> REFUNDED    (seat free again)
 *   ACTIVE  --the same, remote provider--> REFUND_PENDING                     (seat free again)
 *                                REFUND_PENDING --paid back-----> REFUNDED
 *   REFUSED --charged late------> REFUND_PENDING
 * </pre>
 *
 * Nothing else is possible. CANCELLED and REFUNDED are final; REFUSED is, unless a remote provider charges after it said that it would not.
 */
public enum EnrollmentState {
    /** The seat is held while the payment's outcome is unknown. */
    PAYMENT_PENDING,
    /** The seat is theirs. */
    ACTIVE,
    /** Given back without tokens. */
    CANCELLED,
    /** Given back; a remote provider has not confirmed yet that the tokens went back. */
    REFUND_PENDING,
    /** Given back with tokens. */
    REFUNDED,
    /** The payment was declined. */
    REFUSED;

    /** {@return the lower-case name, as in the API and the database} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param wireName as in the API and the database
     * @return the state, or empty when there is no such
     */
    public static Optional<EnrollmentState> parse(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst();
    }

    /** {@return whether it occupies a seat: a person has at most one such per class} */
    public boolean holdsSeat() {
        return this == PAYMENT_PENDING || this == ACTIVE;
    }
}
