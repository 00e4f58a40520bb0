package dev.stagedoor.recorder;

import dev.stagedoor.rtc.codec.MediaCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a recording is.
 *
 * @param duration how long it plays
 * @param bytes of all its files
 * @param segments media segments
 * @param codecs encodings in it, as stored: pictures that came as VP8 are stored as H.264
 * @param width of its largest picture in pixels; 0 without video
 * @param height of that picture in pixels; 0 without video
 * @param startedAt the wall clock at its first frame; empty for an empty recording
 * @param gaps what is missing, in order; losses only of what this process recorded
 * @param complete whether its playlist says that nothing more is to come
 */
public record RecordingFacts(
        Duration duration,
        long bytes,
        int segments,
        Set<MediaCodec> codecs,
        int width,
        int height,
        Optional<Instant> startedAt,
        List<Gap> gaps,
        boolean complete) {
    /** Copies the collections. */
    public RecordingFacts {
        codecs = Set.copyOf(codecs);
        gaps = List.copyOf(gaps);
    }

    /** Whether nothing was recorded. */
    public boolean isEmpty() {
        return segments == 0;
    }
}
