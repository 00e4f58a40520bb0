package dev.stagedoor.cloudflare.stream;

import dev.stagedoor.core.StagedoorException;
import org.jspecify.annotations.Nullable;

/** A call to Cloudflare Stream failed: by an answer that says so ({@link CloudflareApiException}), or because there is no answer that can be read ({@link CloudflareIoException}). */
public class CloudflareStreamException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    private final boolean effectUnknown;

    /**
     * @param message what failed, with ids and without secrets
     * @param retryable whether trying again can help
     * @param cause what it comes from, if anything
     */
    public CloudflareStreamException(String message, boolean retryable, @Nullable Throwable cause) {
        this(message, retryable, false, cause);
    }

    CloudflareStreamException(String message, boolean retryable, boolean effectUnknown, @Nullable Throwable cause) {
        super(message, retryable, cause);
        this.effectUnknown = effectUnknown;
    }

    /** {@return whether the call, or an earlier attempt of it, may have changed something; look before it is repeated} */
    public final boolean effectUnknown() {
        return effectUnknown;
    }
}
