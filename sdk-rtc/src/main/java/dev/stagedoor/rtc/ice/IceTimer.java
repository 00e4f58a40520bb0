package dev.stagedoor.rtc.ice;

/**
 * When an {@link IceAgent} wants to be called next, and why.
 *
 * @param atNanos {@link Long#MAX_VALUE} for never
 * @param reason what is due then
 */
public record IceTimer(long atNanos, Reason reason) {

    /** What a timer is for. */
    public enum Reason {
        NONE,
        /** A connectivity check is to be sent or repeated. */
        CHECK,
        /** No pair worked in time. */
        TIMEOUT,
        /** A consent check is to be sent. */
        CONSENT_CHECK,
        /** Consent lapses. */
        CONSENT_EXPIRY
    }

    static final IceTimer NEVER = new IceTimer(Long.MAX_VALUE, Reason.NONE);

    IceTimer earlier(long otherNanos, Reason otherReason) {
        return otherNanos < atNanos ? new IceTimer(otherNanos, otherReason) : this;
    }
}
