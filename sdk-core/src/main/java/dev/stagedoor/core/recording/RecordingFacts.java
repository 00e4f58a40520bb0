package dev.stagedoor.core.recording;

import java.time.Duration;

/**
 * What a closed recording holds.
 *
 * @param duration how long it plays
 * @param bytes how large it is
 * @param width of the last picture in pixels; 0 without video
 * @param height of the last picture in pixels; 0 without video
 * @param videoCodec such as {@code H264}; empty without video
 * @param audioCodec such as {@code opus}; empty without sound
 * @param gaps how often media was missing while the class went on
 */
public record RecordingFacts(
        Duration duration, long bytes, int width, int height, String videoCodec, String audioCodec, int gaps) {
    /** {@return whether there is anything to play} */
    public boolean playable() {
        return bytes > 0 && !duration.isZero();
    }
}
