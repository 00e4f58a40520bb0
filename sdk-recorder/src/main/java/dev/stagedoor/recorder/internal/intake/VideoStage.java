package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.rtc.codec.EncodedFrame;

/** What happens to pictures before they are stored. */
interface VideoStage extends AutoCloseable {

    /** Takes a picture; gives what is to be stored, and its key frames with their format. */
    void accept(EncodedFrame frame, long ticks, long arrivalNanos);

    /** The recorder wants to begin a segment. */
    void requestKeyFrame();

    @Override
    void close();
}
