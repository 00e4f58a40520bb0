package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.rtc.codec.Depacketizer;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.rtp.ReorderBuffer;
import dev.stagedoor.rtc.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Packets of one track to whole frames in order, without those that cannot be decoded for something that is missing. */
final class TrackIntake {
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final int CAPACITY = 2048;
    private static final long BEGINNING_NANOS = 400_000_000;
    private static final long NOTABLE_NANOS = 100_000_000;
    private static final long NONE = Long.MIN_VALUE;

    /** Takes the frames. */
    interface Sink {
        void frame(EncodedFrame frame, long ticks, long arrivalNanos);
    }

    /** Hears what nobody will see. */
    interface Losses {
        void missing(long fromTicks, long toTicks);
    }

    private record Held(
            int sequence, byte[] packet, int offset, int length, boolean marker, long timestamp, long arrivalNanos) {}

    private final MediaCodec codec;
    private final TrackClock clock;
    private final Sink sink;
    private final Runnable keyFrameNeeded;
    private final Losses losses;
    private final Depacketizer depacketizer;
    private final ReorderBuffer<Held> order = new ReorderBuffer<>(PATIENCE_NANOS, CAPACITY);
    private final RtpPacket view = new RtpPacket();
    private @Nullable List<Held> beginning = new ArrayList<>();
    private boolean needsKeyFrame;
    private boolean lossy;
    private long lastTicks = NONE;

    TrackIntake(MediaCodec codec, TrackClock clock, Sink sink, Runnable keyFrameNeeded, Losses losses) {
        this.codec = codec;
        this.clock = clock;
        this.sink = sink;
        this.keyFrameNeeded = keyFrameNeeded;
        this.losses = losses;
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
                view.sequenceNumber(),
                packet,
                view.payloadOffset(),
                view.payloadLength(),
                view.marker(),
                view.timestamp(),
                arrivalNanos);
        if (beginning == null) {
            order.offer(held.sequence, held, arrivalNanos);
        } else {
            beginning.add(held);
        }
    }

    /** Lets out what need not wait longer. */
    void drain(long nowNanos) {
        List<Held> first = beginning;
        if (first != null) {
            if (first.isEmpty() || nowNanos - first.get(0).arrivalNanos < BEGINNING_NANOS) {
                return;
            }
            begin(first);
        }
        order.drain(nowNanos, this::join);
    }

    /** The packet that arrives first need not be the first one. */
    private void begin(List<Held> first) {
        int reference = first.get(0).sequence;
        first.sort(Comparator.comparingInt(held -> (short) (held.sequence - reference)));
        first.forEach(held -> order.offer(held.sequence, held, held.arrivalNanos));
        beginning = null;
    }

    private void join(Held held, boolean afterGap) {
        long dropped = depacketizer.droppedFrames();
        if (afterGap) {
            broken();
        }
        Optional<EncodedFrame> frame =
                depacketizer.push(held.packet, held.offset, held.length, held.marker, held.timestamp, afterGap);
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
        long ticks = clock.unwrap(frame.timestamp());
        clock.arrived(ticks, arrivalNanos);
        if (lossy && lastTicks != NONE && clock.nanos(ticks - lastTicks) > NOTABLE_NANOS) {
            losses.missing(lastTicks, ticks);
        }
        lossy = false;
        lastTicks = ticks;
        sink.frame(frame, ticks, arrivalNanos);
    }

    /** Something is missing: pictures go on with the next key frame. */
    void broken() {
        lossy = true;
        startAnew();
    }

    /** Pictures go on with the next key frame, and nothing is missing. */
    void startAnew() {
        if (codec.isVideo()) {
            needsKeyFrame = true;
            keyFrameNeeded.run();
        }
    }

    boolean waitsForKeyFrame() {
        return needsKeyFrame;
    }
}
