package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A further platform to send to.
 *
 * @param url an {@code rtmp}, {@code rtmps} or {@code srt} address
 * @param streamKey the other platform's credential
 * @param enabled whether it is sent to at once
 */
public record OutputSettings(URI url, String streamKey, boolean enabled) {
    private static final Set<String> SCHEMES = Set.of("rtmp", "rtmps", "srt");

    /** @throws IllegalArgumentException when the address is none of these */
    public OutputSettings {
        if (url.getScheme() == null || !SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the url of an output must be rtmp, rtmps or srt");
        }
    }

    /**
     * @param url an {@code rtmp}, {@code rtmps} or {@code srt} address
     * @param streamKey the other platform's credential
     * @return an enabled output
     */
    public static OutputSettings of(URI url, String streamKey) {
        return new OutputSettings(url, streamKey, true);
    }

    ObjectNode body() {
        return Json.object()
                .put("url", url.toString())
                .put("streamKey", streamKey)
                .put("enabled", enabled);
    }

    /** Shows no credential. */
    @Override
    public String toString() {
        return "OutputSettings[host=" + url.getHost() + ", enabled=" + enabled + "]";
    }
}
