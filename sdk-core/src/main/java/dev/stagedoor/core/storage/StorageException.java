package dev.stagedoor.core.storage;

import dev.stagedoor.core.StagedoorException;
import org.jspecify.annotations.Nullable;

/** The database failed. Earlier failures of a repeated unit of work are suppressed on the last. */
public class StorageException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed
     * @param retryable whether trying again can help
     * @param cause what it comes from, if anything
     */
    public StorageException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
