package dev.stagedoor.cloudflare;

import dev.stagedoor.cloudflare.stream.CloudflareApiException;
import dev.stagedoor.cloudflare.stream.CloudflareStreamException;
import dev.stagedoor.cloudflare.stream.ForbiddenException;
import dev.stagedoor.cloudflare.stream.UnauthenticatedException;
import java.time.Duration;
import java.util.Optional;

/** Says what an operator can do about a fault. */
final class Faults {
    private static final int NO_SUBSCRIPTION = 10002;
    private static final int STORAGE_FULL = 10011;

    private Faults() {}

    static String explain(CloudflareStreamException fault) {
        String said = String.valueOf(fault.getMessage());
        if (fault instanceof CloudflareApiException answer && answer.hasCode(NO_SUBSCRIPTION)) {
            return "the account has no Stream subscription; add one in Cloudflare's dashboard (" + said + ")";
        }
        if (fault instanceof CloudflareApiException answer && answer.hasCode(STORAGE_FULL)) {
            return "the stored minutes that were paid for are used up; buy more, or delete videos (" + said + ")";
        }
        if (fault instanceof UnauthenticatedException || fault instanceof ForbiddenException) {
            return "the API token is refused; it needs the permission Account, Stream, Edit for this account (" + said
                    + ")";
        }
        return said;
    }

    static Optional<Duration> retryAfter(CloudflareStreamException fault) {
        return fault instanceof CloudflareApiException answer ? answer.retryAfter() : Optional.empty();
    }
}
