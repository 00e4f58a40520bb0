package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Where Cloudflare tells that a video is ready or failed.
 *
 * @param notificationUrl our endpoint
 * @param secret what signatures are checked with
 * @param modified when it was last set
 */
public record WebhookSubscription(URI notificationUrl, Optional<String> secret, Optional<Instant> modified) {
    /** Shows no secret, and of the address no more than the host. */
    @Override
    public String toString() {
        return "WebhookSubscription[host=" + notificationUrl.getHost() + "]";
    }
}
