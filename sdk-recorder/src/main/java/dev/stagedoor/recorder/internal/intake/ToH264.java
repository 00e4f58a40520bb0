package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.recorder.internal.ffmpeg.KeyFrameInspector;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import dev.stagedoor.recorder.internal.ffmpeg.Transcoder;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores pictures as H.264 that cannot be stored as they are. Key frames are made where the recorder wants them. When the
 * machine is too slow, fewer pictures are encoded: the recording keeps up and moves less smoothly.
 */
final class ToH264 implements VideoStage {
    private final Transcoder transcoder;
    private final KeyFrameInspector inspector = new KeyFrameInspector(MediaCodec.H264);
    private final Consumer<Frame> next;
    private final Runnable askPublisher;
    private final DoubleSupplier backlog;
    private @Nullable TrackFormat known;
    private boolean keyWanted = true;
    private long arrival;
    private int count;

    ToH264(MediaCodec from, Consumer<Frame> next, Runnable askPublisher, DoubleSupplier backlog) {
        this.transcoder = new Transcoder(from, this::encoded);
        this.next = next;
        this.askPublisher = askPublisher;
        this.backlog = backlog;
    }

    @Override
    public void accept(EncodedFrame frame, long ticks, long arrivalNanos) {
        arrival = arrivalNanos;
        double filled = backlog.getAsDouble();
        int every = filled < 0.03 ? 1 : filled < 0.08 ? 2 : filled < 0.2 ? 4 : 15;
        boolean wanted = count++ % every == 0;
        boolean key = keyWanted;
        if (!transcoder.accept(frame.data(), ticks, key, wanted)) {
            askPublisher.run();
        }
    }

    private void encoded(byte[] data, long ticks, boolean key) {
        TrackFormat format = null;
        if (key) {
            keyWanted = false;
            format = inspector.inspect(data).orElse(known);
            known = format;
        }
        next.accept(new Frame(ticks, data, key && format != null, arrival, format));
    }

    @Override
    public void requestKeyFrame() {
        keyWanted = true;
    }

    @Override
    public void close() {
        transcoder.close();
        inspector.close();
    }
}
