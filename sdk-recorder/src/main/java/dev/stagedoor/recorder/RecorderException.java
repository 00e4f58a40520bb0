package dev.stagedoor.recorder;

/** A recording could not be made, read or exported: a fault of the disk, of the media, or of FFmpeg. */
public class RecorderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecorderException(String message) {
        super(message);
    }

    public RecorderException(String message, Throwable cause) {
        super(message, cause);
    }
}
