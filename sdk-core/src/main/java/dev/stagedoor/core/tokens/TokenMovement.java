package dev.stagedoor.core.tokens;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of a wallet's history.
 *
 * @param transactionId the provider's name for it
 * @param kind why tokens moved
 * @param change positive into the wallet, negative out of it, in whole tokens
 * @param note for people, such as the reason given with a deduction; may be empty
 * @param subject the class or enrollment it is about, if any
 * @param at when
 */
public record TokenMovement(
        String transactionId, Kind kind, long change, String note, Optional<UUID> subject, Instant at) {
    /** Why tokens moved. */
    public enum Kind {
        /** Bought. */
        PURCHASE,
        /** Given. */
        GIFT,
        /** Put right by an operator. */
        CORRECTION,
        /** Paid for a seat: into the class's escrow. */
        RESERVE,
        /** From a class's escrow to its instructor and the platform. */
        SETTLE,
        /** Paid back from a class's escrow. */
        RELEASE,
        /** Taken by another application through the token API. */
        DEDUCTION;

        /** {@return the lower-case name, as in the API and the database} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
