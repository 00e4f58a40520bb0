package dev.stagedoor.cloudflare.stream;

/** 500 and up: Cloudflare's fault. See {@link #effectUnknown} before repeating what is not idempotent. */
public final class ServerErrorException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    ServerErrorException(Refusal refusal) {
        super(refusal, true);
    }
}
