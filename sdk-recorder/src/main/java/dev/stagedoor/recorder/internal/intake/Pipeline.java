package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.recorder.Gap;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.RecorderOptions;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** All of a recording between what is fed and what is written. Used by one thread at a time. */
public final class Pipeline {
    /** How far apart two frames of a segment may be; a segment may be that much longer than the longest one. */
    public static final Duration LONGEST_STEP = Duration.ofNanos(Assembler.PAUSE_NANOS);

    private static final long ASK_AGAIN_NANOS = 1_000_000_000;
    private static final TrackFormat OPUS = TrackFormat.opus();

    /** Sees the key frames that are stored. */
    public interface KeyFrames {
        void seen(TrackFormat format, byte[] data, long wallNanos);
    }

    private final Assembler assembler;
    private final Runnable askPublisher;
    private final KeyFrames keyFrames;
    private final DoubleSupplier backlog;
    private final Map<Integer, TrackIntake> intakes = new HashMap<>();
    private final List<Gap> losses = new ArrayList<>();
    private @Nullable VideoStage stage;
    private boolean shiftKnown;
    private long shiftNanos;
    private long lastAsked = Long.MIN_VALUE / 2;
    private long newestArrival = Long.MIN_VALUE / 2;

    /**
     * @param askPublisher asks whoever sends for a key frame
     * @param backlog how much waits, 0 for nothing to 1 for as much as may wait
     */
    public Pipeline(
            RecorderOptions options,
            SegmentSink sink,
            Runnable askPublisher,
            KeyFrames keyFrames,
            DoubleSupplier backlog) {
        this.assembler = new Assembler(options, sink);
        this.askPublisher = askPublisher;
        this.keyFrames = keyFrames;
        this.backlog = backlog;
    }

    /** Another broadcast, with these tracks. */
    public void begin(List<RecordedTrack> tracks) throws IOException {
        flush();
        closeStage();
        intakes.clear();
        shiftKnown = false;
        List<Lane> lanes = new ArrayList<>();
        for (RecordedTrack track : tracks) {
            boolean video = track.codec().isVideo();
            if (lanes.stream().noneMatch(lane -> lane.video == video)) {
                lanes.add(video ? pictures(track) : sound(track));
            }
        }
        assembler.begin(lanes);
    }

    private Lane sound(RecordedTrack track) {
        TrackClock clock = new TrackClock(track.codec().clockRate());
        Lane lane = new Lane(false, clock, () -> {});
        TrackIntake.Sink sink =
                (frame, ticks, arrival) -> store(lane, new Frame(ticks, frame.data(), true, arrival, OPUS));
        intakes.put(
                track.index(),
                new TrackIntake(track.codec(), clock, sink, () -> {}, (from, to) -> missing(clock, from, to)));
        return lane;
    }

    private Lane pictures(RecordedTrack track) {
        MediaCodec codec = track.codec();
        TrackClock clock = new TrackClock(codec.clockRate());
        Lane lane = new Lane(true, clock, () -> {
            VideoStage open = stage;
            if (open != null) {
                open.requestKeyFrame();
            }
        });
        VideoStage made = codec == MediaCodec.VP8
                ? new ToH264(codec, frame -> store(lane, frame), askPublisher, backlog)
                : new AsTheyCome(codec, frame -> store(lane, frame), askPublisher);
        stage = made;
        intakes.put(
                track.index(),
                new TrackIntake(codec, clock, made::accept, this::ask, (from, to) -> missing(clock, from, to)));
        return lane;
    }

    private void missing(TrackClock clock, long fromTicks, long toTicks) {
        Instant from = Instant.EPOCH.plusNanos(clock.wall(fromTicks));
        losses.add(new Gap(from, Duration.ofNanos(clock.nanos(toTicks - fromTicks)), Gap.Cause.LOSS));
    }

    /** What was lost so far. */
    public List<Gap> losses() {
        return List.copyOf(losses);
    }

    private void store(Lane lane, Frame frame) {
        TrackFormat format = frame.format();
        if (lane.video && frame.key() && format != null) {
            keyFrames.seen(format, frame.data(), lane.clock.wall(frame.ticks()));
        }
        try {
            assembler.frame(lane, frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask() {
        if (newestArrival - lastAsked >= ASK_AGAIN_NANOS) {
            lastAsked = newestArrival;
            askPublisher.run();
        }
    }

    /** An RTP packet of a track. */
    public void packet(int track, byte[] rtp, long arrivalNanos) {
        TrackIntake intake = intakes.get(track);
        if (intake != null) {
            intake.packet(rtp, arrivalNanos);
            advance(arrivalNanos);
        }
    }

    /** A whole frame of a track. */
    public void frame(int track, EncodedFrame frame, long arrivalNanos) {
        TrackIntake intake = intakes.get(track);
        if (intake != null && intake.codec() == frame.codec()) {
            newestArrival = Math.max(newestArrival, arrivalNanos);
            intake.frame(frame, arrivalNanos);
            advance(arrivalNanos);
        }
    }

    private void advance(long arrivalNanos) {
        newestArrival = Math.max(newestArrival, arrivalNanos);
        for (TrackIntake intake : intakes.values()) {
            intake.drain(arrivalNanos);
            if (intake.waitsForKeyFrame()) {
                ask();
            }
        }
    }

    /** A track's time on the wall clock. */
    public void clock(int track, long timestamp, long wallNanos) {
        TrackIntake intake = intakes.get(track);
        if (intake == null) {
            return;
        }
        if (!shiftKnown) {
            OptionalLong arrival = intake.clock().arrivalOf(timestamp);
            shiftKnown = arrival.isPresent();
            shiftNanos = arrival.orElse(0) - wallNanos;
        }
        if (shiftKnown) {
            intake.clock().reported(timestamp, wallNanos + shiftNanos);
        }
    }

    /** Packets are missing of which nothing else tells. */
    public void lost() {
        intakes.values().forEach(TrackIntake::broken);
    }

    /** Nothing comes for a while: writes everything that is there. */
    public void interrupt() throws IOException {
        flush();
        assembler.endRun();
        intakes.values().forEach(TrackIntake::startAnew);
    }

    private void flush() {
        intakes.values().forEach(intake -> intake.drain(Long.MAX_VALUE));
    }

    /** Writes everything that is there, and lets go of it. */
    public void finish() throws IOException {
        flush();
        assembler.endRun();
        close();
    }

    /** Lets go of everything without writing. */
    public void close() {
        assembler.abandon();
        intakes.clear();
        closeStage();
    }

    private void closeStage() {
        VideoStage open = stage;
        stage = null;
        if (open != null) {
            open.close();
        }
    }
}
