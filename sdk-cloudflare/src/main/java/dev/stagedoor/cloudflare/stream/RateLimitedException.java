package dev.stagedoor.cloudflare.stream;

/** 429, or so many calls that this client's own limit holds them back longer than it may wait: come back after {@link #retryAfter}. */
public final class RateLimitedException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    RateLimitedException(Refusal refusal) {
        super(refusal, true);
    }
}
