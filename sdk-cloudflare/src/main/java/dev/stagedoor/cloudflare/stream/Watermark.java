package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A picture that is put into videos when they are encoded; not into live broadcasts.
 *
 * @param uid of the watermark
 * @param name a short description
 * @param opacity 0 to 1
 * @param padding 0 to 1 of the video's side
 * @param scale 0 to 1 of the video's size
 * @param position such as {@code upperRight}
 * @param size of the picture's file in bytes
 * @param width in pixels
 * @param height in pixels
 * @param downloadedFrom where it was fetched
 * @param created when it was made
 */
public record Watermark(
        String uid,
        Optional<String> name,
        OptionalDouble opacity,
        OptionalDouble padding,
        OptionalDouble scale,
        Optional<String> position,
        OptionalLong size,
        OptionalInt width,
        OptionalInt height,
        Optional<URI> downloadedFrom,
        Optional<Instant> created) {

    static Watermark read(Fields fields) {
        return new Watermark(
                fields.text("uid").orElse(""),
                fields.text("name"),
                fields.number("opacity"),
                fields.number("padding"),
                fields.number("scale"),
                fields.text("position"),
                fields.whole("size"),
                fields.count("width"),
                fields.count("height"),
                fields.address("downloadedFrom"),
                fields.time("created"));
    }

    /** Shows no address. */
    @Override
    public String toString() {
        return "Watermark[uid=" + uid + ", name=" + name.orElse("") + "]";
    }
}
