package dev.stagedoor.recorder;

import java.time.Instant;

/**
 * A picture of the broadcast.
 *
 * @param jpeg the file
 * @param width pixels
 * @param height pixels
 * @param at the wall clock when it was shown
 */
public record Thumbnail(byte[] jpeg, int width, int height, Instant at) {
    /** Shows size, not content. */
    @Override
    public String toString() {
        return "Thumbnail[" + width + "x" + height + ", " + jpeg.length + " bytes, at " + at + "]";
    }
}
