package dev.stagedoor.cloudflare.stream;

/** 2xx whose envelope says {@code success: false}. */
public final class UnsuccessfulException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    UnsuccessfulException(Refusal refusal) {
        super(refusal, false);
    }
}
