package dev.stagedoor.recorder;

import java.time.Duration;

/** Hears of a recording. Called on the recorder's executor; an exception is logged. */
public interface RecordingListener {

    /** A segment is on the disk and in the playlist. {@code total} is how long the recording plays now. */
    default void segmentWritten(Duration total) {}

    /**
     * The recording stopped by a fault, such as a full disk: raise an alarm. What was written before stays playable, what is fed
     * from now on is thrown away. Told once.
     */
    default void stopped(RecorderException cause) {}

    /** A better or newer picture of the broadcast. */
    default void thumbnail(Thumbnail thumbnail) {}
}
