package dev.stagedoor.cloudflare.stream;

import dev.stagedoor.core.StagedoorException;
import org.jspecify.annotations.Nullable;

/** A call to Cloudflare Stream failed. */
public class CloudflareStreamException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, with ids and without secrets
     * @param retryable whether trying again can help
     * @param cause what it comes from, if anything
     */
    public CloudflareStreamException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
