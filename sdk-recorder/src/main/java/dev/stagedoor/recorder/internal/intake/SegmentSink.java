package dev.stagedoor.recorder.internal.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Takes finished segments. */
public interface SegmentSink {

    /** A finished segment; its initialization segment comes with it. */
    record Segment(
            byte[] initialization,
            byte[] content,
            Duration duration,
            boolean discontinuity,
            boolean startsWithKeyFrame,
            Instant at) {}

    /** How long the recording plays so far, in nanoseconds. */
    long lengthNanos();

    /** Keeps a segment. */
    void write(Segment segment) throws IOException;
}
