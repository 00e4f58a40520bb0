package dev.stagedoor.s3.internal;

/** The source broke off or gave other bytes than it announced. No {@code IOException}, so that the client does not repeat the upload. */
public final class SourceFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    SourceFault(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    SourceFault(String message) {
        super(message);
        this.retryable = true;
    }

    /** {@return whether the same source may do better next time} */
    public boolean retryable() {
        return retryable;
    }
}
