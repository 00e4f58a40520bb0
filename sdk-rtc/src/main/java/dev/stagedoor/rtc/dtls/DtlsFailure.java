package dev.stagedoor.rtc.dtls;

/**
 * Why a handshake failed.
 *
 * @param reason what kind
 * @param detail for a log
 */
public record DtlsFailure(Reason reason, String detail) {

    /** The kinds. */
    public enum Reason {
        /** It broke off, on either side. */
        HANDSHAKE_FAILED,
        /** It took longer than allowed. */
        TIMEOUT,
        /** The peer's certificate is missing or not the one announced. */
        FINGERPRINT_MISMATCH,
        /** No SRTP profile in common. */
        NO_SRTP_PROFILE
    }
}
