package dev.stagedoor.core.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One reason of a verdict.
 *
 * @param code stable
 * @param message for people
 * @param at the instant it speaks of, if any
 */
public record Reason(Code code, String message, Optional<Instant> at) {
    /** Every reason there is. */
    public enum Code {
        /** No such class. */
        STREAM_NOT_FOUND,
        /** Nobody is signed in. */
        UNAUTHENTICATED,
        /** The person gives this class. */
        OWNER,
        /** The person has a paid or free seat. */
        ENROLLED,
        /** The person has no seat. */
        NOT_ENROLLED,
        /** The seat is held until the payment is known. */
        PAYMENT_PENDING,
        /** The class is live since the instant. */
        LIVE,
        /** The class is planned for the instant. */
        NOT_STARTED,
        /** The class was cancelled. */
        CANCELLED,
        /** The recording can be watched until the instant. */
        REPLAY_AVAILABLE,
        /** The class is over and its recording is not there yet. */
        REPLAY_NOT_READY,
        /** The recording could be watched until the instant. */
        REPLAY_EXPIRED,
        /** No such workout. */
        WORKOUT_NOT_FOUND,
        /** The workout can be watched. */
        IN_CATALOG,
        /** The catalog is open to everybody who is signed in. */
        OPEN_TO_MEMBERS,
        /** The catalog is open to everybody. */
        OPEN_TO_EVERYBODY;

        /** {@return the lower-case name, as in the API} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
