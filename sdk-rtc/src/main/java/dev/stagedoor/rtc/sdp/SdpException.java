package dev.stagedoor.rtc.sdp;

/** A session description or fragment that cannot be used. Its message is safe to show to the peer. */
public final class SdpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the text was refused. */
    public enum Reason {
        /** Larger than {@link SdpLimits} allows. */
        TOO_LARGE,
        /** Not SDP. */
        MALFORMED
    }

    private final Reason reason;

    SdpException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static SdpException malformed(String message) {
        return new SdpException(Reason.MALFORMED, message);
    }

    static SdpException tooLarge(String message) {
        return new SdpException(Reason.TOO_LARGE, message);
    }

    /** Why the text was refused. */
    public Reason reason() {
        return reason;
    }
}
