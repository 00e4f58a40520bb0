package dev.stagedoor.core.asset;

import dev.stagedoor.core.StagedoorException;
import org.jspecify.annotations.Nullable;

/** An asset store could not do what it promised. */
public class AssetException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, with the key
     * @param retryable whether trying again can help
     * @param cause what it comes from, if anything
     */
    public AssetException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
