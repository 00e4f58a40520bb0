package dev.stagedoor.cloudflare.stream;

import java.net.URI;

/**
 * Where an SRT encoder sends to, or a player plays from.
 *
 * @param url such as {@code srt://live.cloudflare.com:778}
 * @param streamId names the live input
 * @param passphrase the credential
 */
public record SrtEndpoint(URI url, String streamId, String passphrase) {
    /** Shows no credential. */
    @Override
    public String toString() {
        return "SrtEndpoint[host=" + url.getHost() + ", streamId=" + streamId + "]";
    }
}
