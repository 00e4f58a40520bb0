package dev.stagedoor.cloudflare.stream;

import org.jspecify.annotations.Nullable;

/** There is no answer that can be read: no connection, a time-out, a broken connection, an interrupt, an answer that is too long or no JSON. */
public final class CloudflareIoException extends CloudflareStreamException {
    private static final long serialVersionUID = 1L;

    CloudflareIoException(String message, boolean retryable, boolean effectUnknown, @Nullable Throwable cause) {
        super(message, retryable, effectUnknown, cause);
    }
}
