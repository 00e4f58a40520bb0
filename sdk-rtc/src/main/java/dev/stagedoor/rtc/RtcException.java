package dev.stagedoor.rtc;

/** Root of the faults of this module: wrong use of the API, or a JVM that lacks an algorithm. Never bad input. */
public class RtcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault with its cause. */
    public RtcException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A fault of its own. */
    public RtcException(String message) {
        super(message);
    }
}
