package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.recorder.internal.ffmpeg.KeyFrameInspector;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores pictures as they were sent. */
final class AsTheyCome implements VideoStage {
    private final KeyFrameInspector inspector;
    private final Consumer<Frame> next;
    private final Runnable askPublisher;
    private @Nullable TrackFormat known;

    AsTheyCome(MediaCodec codec, Consumer<Frame> next, Runnable askPublisher) {
        this.inspector = new KeyFrameInspector(codec);
        this.next = next;
        this.askPublisher = askPublisher;
    }

    @Override
    public void accept(EncodedFrame frame, long ticks, long arrivalNanos) {
        TrackFormat format = null;
        if (frame.keyFrame()) {
            format = inspector.inspect(frame.data()).orElse(known);
            known = format;
        }
        boolean key = frame.keyFrame() && format != null;
        next.accept(new Frame(ticks, frame.data(), key, arrivalNanos, format));
    }

    @Override
    public void requestKeyFrame() {
        askPublisher.run();
    }

    @Override
    public void close() {
        inspector.close();
    }
}
