package dev.stagedoor.cloudflare.stream;

/** 403: the API token may not do this, or the account has no Stream subscription (code 10002). */
public final class ForbiddenException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    ForbiddenException(Refusal refusal) {
        super(refusal, false);
    }
}
