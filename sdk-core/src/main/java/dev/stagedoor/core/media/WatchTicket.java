package dev.stagedoor.core.media;

import java.net.URI;
import java.time.Instant;

/**
 * What a device needs to watch live.
 *
 * @param whepUrl where it posts its offer
 * @param token bearer token for that URL; empty when the URL itself carries the signature
 * @param expiresAt when it stops opening connections
 */
public record WatchTicket(URI whepUrl, String token, Instant expiresAt) {
    /** Leaves the secrets out, so that they reach no log. */
    @Override
    public String toString() {
        return "WatchTicket[expiresAt=" + expiresAt + "]";
    }
}
