package dev.stagedoor.mediaserver;

/** A fault of the media server: a port that cannot be bound, or use after close. */
public final class MediaServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MediaServerException(String message) {
        super(message);
    }

    public MediaServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
