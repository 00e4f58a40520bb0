package dev.stagedoor.core.recording;

import java.net.URI;
import java.time.Instant;

/**
 * What a player needs to play a recording.
 *
 * @param hlsUrl the multivariant or media playlist (RFC 8216)
 * @param token bearer token for that URL and everything below it; empty when the URL itself carries the signature
 * @param expiresAt when it stops opening anything
 */
public record ReplayTicket(URI hlsUrl, String token, Instant expiresAt) {
    /** Leaves the secrets out, so that they reach no log. */
    @Override
    public String toString() {
        return "ReplayTicket[expiresAt=" + expiresAt + "]";
    }
}
