package dev.stagedoor.cloudflare.stream;

/** 413: too much; code 10011: the account's storage is full. */
public final class TooLargeException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    TooLargeException(Refusal refusal) {
        super(refusal, false);
    }
}
