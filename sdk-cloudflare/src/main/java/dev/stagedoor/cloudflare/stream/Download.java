package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file that is, or is being, made of a video.
 *
 * @param status {@code inprogress}, {@code ready} or {@code error}
 * @param url where it is, by video uid
 * @param percentComplete 0 to 100
 */
public record Download(String status, Optional<URI> url, OptionalDouble percentComplete) {
    static Download read(Fields fields) {
        return new Download(
                fields.text("status").orElse("unknown"), fields.address("url"), fields.number("percentComplete"));
    }

    /** {@return whether the file is there} */
    public boolean isReady() {
        return status.equals("ready");
    }
}
