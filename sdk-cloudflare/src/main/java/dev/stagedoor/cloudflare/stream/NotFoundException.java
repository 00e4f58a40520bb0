package dev.stagedoor.cloudflare.stream;

/** 404, or 410 of an upload that has expired: there is no such thing (code 10003), or no such route (code 7003: a wrong account id or base URL). */
public final class NotFoundException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;
    private static final int NO_ROUTE = 7003;

    NotFoundException(Refusal refusal) {
        super(refusal, false);
    }

    /** A 404 of a proxy or of a wrong address must never pass for "it is gone". */
    boolean meansGone() {
        return code().isPresent() && !hasCode(NO_ROUTE);
    }
}
