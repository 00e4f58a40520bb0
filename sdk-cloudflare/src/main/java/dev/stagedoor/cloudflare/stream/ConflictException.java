package dev.stagedoor.cloudflare.stream;

/** 409: not in this state. Code 10046: the video is still being broadcast, try again when it is not; without that code possibly an idempotency key that was used for a live input which is deleted now. */
public final class ConflictException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    ConflictException(Refusal refusal) {
        super(refusal, true);
    }
}
