package dev.stagedoor.cloudflare.stream;

/** 401, or 403 with code 1000 or 10000: the API token is wrong, expired or of another account; on a media URL: its token is missing, wrong or expired. */
public final class UnauthenticatedException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    UnauthenticatedException(Refusal refusal) {
        super(refusal, false);
    }
}
