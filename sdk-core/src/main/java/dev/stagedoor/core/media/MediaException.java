package dev.stagedoor.core.media;

import dev.stagedoor.core.StagedoorException;
import org.jspecify.annotations.Nullable;

/** A media provider could not do what it promised. */
public class MediaException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, with ids
     * @param retryable whether trying again can help
     * @param cause what it comes from, if anything
     */
    public MediaException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
