package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import org.jspecify.annotations.Nullable;

/**
 * A whole frame on its way to a segment.
 *
 * @param ticks full number on the track's clock
 * @param format what a decoder must know, for a key frame of video and for every frame of sound
 */
record Frame(
        long ticks,
        byte[] data,
        boolean key,
        long arrivalNanos,
        @Nullable TrackFormat format) {}
