package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.rtc.codec.Depacketizer;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.rtp.ReorderBuffer;
import dev.stagedoor.rtc.rtp.RtpPacket;

/** Packets of one track to whole frames in order, without those that cannot be decoded for something that is missing. */
final class TrackIntake {
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final int CAPACITY = 2048;

    /** Takes the frames. */
    interface Sink {
        void frame(TrackIntake from, EncodedFrame frame, long arrivalNanos);
    }

    private record Held(byte[] packet, int offset, int length, boolean marker, long timestamp, long arrivalNanos) {}

    private final MediaCodec codec;
    private final TrackClock clock;
    private final Sink sink;
    private final Runnable keyFrameNeeded;
    private final Depacketizer depacketizer;
    private final ReorderBuffer<Held> order = new ReorderBuffer<>(PATIENCE_NANOS, CAPACITY);
    private final RtpPacket view = new RtpPacket();
    private boolean needsKeyFrame;

    TrackIntake(MediaCodec codec, TrackClock clock, Sink sink, Runnable keyFrameNeeded) {
        this.codec = codec;
        this.clock = clock;
        this.sink = sink;
        this.keyFrameNeeded = keyFrameNeeded;
        this.depacketizer = Depacketizer.of(codec);
        this.needsKeyFrame = codec.isVideo();
    }

    MediaCodec codec() {
        return codec;
    }

    TrackClock clock() {
        return clock;
    }

    void packet(byte[] packet, long arrivalNanos) {
        if (!view.wrap(packet, 0, packet.length) || view.payloadLength() == 0) {
            return;
        }
        Held held = new Held(
                packet, view.payloadOffset(), view.payloadLength(), view.marker(), view.timestamp(), arrivalNanos);
        order.offer(view.sequenceNumber(), held, arrivalNanos);
    }

    /** Lets out what need not wait longer. */
    void drain(long nowNanos) {
        order.drain(nowNanos, this::join);
    }

    private void join(Held held, boolean afterGap) {
        long dropped = depacketizer.droppedFrames();
        if (afterGap) {
            broken();
        }
        var frame = depacketizer.push(held.packet, held.offset, held.length, held.marker, held.timestamp, afterGap);
        if (depacketizer.droppedFrames() > dropped) {
            broken();
        }
        frame.ifPresent(whole -> frame(whole, held.arrivalNanos));
    }

    /** Takes a frame that was joined elsewhere. */
    void frame(EncodedFrame frame, long arrivalNanos) {
        if (needsKeyFrame && !frame.keyFrame()) {
            return;
        }
        needsKeyFrame = false;
        sink.frame(this, frame, arrivalNanos);
    }

    /** Something is missing: pictures go on with the next key frame. */
    void broken() {
        if (codec.isVideo()) {
            needsKeyFrame = true;
            keyFrameNeeded.run();
        }
    }

    boolean waitsForKeyFrame() {
        return needsKeyFrame;
    }
}
