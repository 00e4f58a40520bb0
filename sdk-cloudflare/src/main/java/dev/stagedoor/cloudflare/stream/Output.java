package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.util.Optional;

/**
 * Another platform that Cloudflare sends the broadcasts of a live input on to; never fed by WHIP.
 *
 * @param uid of the output
 * @param url an {@code rtmp}, {@code rtmps} or {@code srt} address, which may hold credentials
 * @param streamKey the other platform's credential
 * @param enabled whether it is sent to
 */
public record Output(String uid, Optional<URI> url, Optional<String> streamKey, boolean enabled) {
    static Output read(Fields fields) {
        return new Output(
                fields.text("uid").orElse(""),
                fields.address("url"),
                fields.text("streamKey"),
                fields.truth(true, "enabled"));
    }

    /** Shows no credential. */
    @Override
    public String toString() {
        return "Output[uid=" + uid + ", host=" + url.map(URI::getHost).orElse("unknown") + ", enabled=" + enabled + "]";
    }
}
