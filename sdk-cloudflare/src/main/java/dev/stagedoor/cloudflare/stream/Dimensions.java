package dev.stagedoor.cloudflare.stream;

import java.util.OptionalInt;

/**
 * The size of the picture.
 *
 * @param width in pixels; empty while unknown
 * @param height in pixels; empty while unknown
 */
public record Dimensions(OptionalInt width, OptionalInt height) {
    static Dimensions read(Fields fields) {
        return new Dimensions(known(fields.count("width")), known(fields.count("height")));
    }

    private static OptionalInt known(OptionalInt pixels) {
        return pixels.isPresent() && pixels.getAsInt() > 0 ? pixels : OptionalInt.empty();
    }
}
