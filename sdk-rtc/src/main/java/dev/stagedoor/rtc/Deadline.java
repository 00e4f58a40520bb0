package dev.stagedoor.rtc;

/**
 * The end of a drain: call {@link RtcTransport#advance(long)} at {@code atNanos} at the latest.
 *
 * @param atNanos on the caller's monotonic clock; {@link Long#MAX_VALUE} when nothing is due
 * @param reason what will be due then
 */
public record Deadline(long atNanos, Reason reason) implements Output {

    /** What a deadline is for. */
    public enum Reason {
        /** Nothing is due: the transport is idle or closed. */
        NONE,
        /** A connectivity check is to be sent or repeated (RFC 8445 section 6.1.4). */
        ICE_CHECK,
        /** No pair was found in time: ICE fails. */
        ICE_TIMEOUT,
        /** A consent check or keep-alive is to be sent (RFC 7675 section 5.1). */
        CONSENT_CHECK,
        /** Consent to send lapses (RFC 7675 section 5.1). */
        CONSENT_EXPIRY,
        /** The last DTLS flight is to be repeated (RFC 6347 section 4.2.4). */
        DTLS_RETRANSMISSION,
        /** The DTLS handshake took too long and fails. */
        DTLS_TIMEOUT
    }

    /** {@return true if nothing is due} */
    public boolean isNever() {
        return atNanos == Long.MAX_VALUE;
    }
}
