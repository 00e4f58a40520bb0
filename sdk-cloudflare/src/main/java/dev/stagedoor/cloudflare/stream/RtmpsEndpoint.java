package dev.stagedoor.cloudflare.stream;

import java.net.URI;

/**
 * Where an RTMPS encoder sends to, or a player plays from.
 *
 * @param url such as {@code rtmps://live.cloudflare.com:443/live/}
 * @param streamKey the credential
 */
public record RtmpsEndpoint(URI url, String streamKey) {
    /** Shows no credential. */
    @Override
    public String toString() {
        return "RtmpsEndpoint[host=" + url.getHost() + "]";
    }
}
