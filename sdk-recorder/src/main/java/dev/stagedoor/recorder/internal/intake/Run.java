package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.recorder.internal.ffmpeg.Fmp4Muxer;
import dev.stagedoor.recorder.internal.ffmpeg.Sample;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import dev.stagedoor.recorder.internal.intake.SegmentSink.Segment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Segments with one set of formats and no break between them: one initialization segment. */
final class Run {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final List<Lane> lanes;
    private final SegmentSink sink;
    private @Nullable Fmp4Muxer muxer;
    private final Lane lead;
    private final Frame firstFrame;
    private long origin = UNKNOWN;
    private long base;
    private long segmentStart;
    private boolean discontinuity = true;

    /** Begins with the first frames of these lanes; the first lane of video leads. */
    Run(List<Lane> lanes, SegmentSink sink) {
        this.lanes = lanes;
        this.sink = sink;
        this.lead = lanes.stream().filter(lane -> lane.video).findFirst().orElse(lanes.get(0));
        this.firstFrame = lead.first();
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).enter(i);
        }
    }

    List<Lane> lanes() {
        return lanes;
    }

    Lane lead() {
        return lead;
    }

    /** The wall clock at the beginning, as known now. */
    long startWall() {
        return lead.clock.wall(firstFrame.ticks());
    }

    boolean hasSegments() {
        return origin != UNKNOWN;
    }

    /** Ends the open segment before this frame, and writes it. */
    void cut(Lane at, Frame next) throws IOException {
        settle();
        long end = recording(at.clock.wall(next.ticks()));
        write(end, at, next);
    }

    /** Ends the last segment behind everything that is there, and writes it. */
    void end() throws IOException {
        settle();
        long end = segmentStart;
        for (Lane lane : lanes) {
            if (!lane.isEmpty()) {
                end = Math.max(end, recording(lane.newestEnd()));
            }
        }
        write(end, null, null);
    }

    private void settle() {
        lanes.forEach(lane -> lane.clock.settle());
        if (origin == UNKNOWN) {
            origin = startWall();
            base = sink.lengthNanos();
            segmentStart = base;
        }
    }

    private long recording(long wall) {
        return wall - origin + base;
    }

    private void write(long wantedEnd, @Nullable Lane cutLane, @Nullable Frame next) throws IOException {
        long end = Math.max(wantedEnd, segmentStart + 1_000_000);
        List<Sample> samples = new ArrayList<>();
        boolean startsWithKeyFrame = true;
        for (Lane lane : lanes) {
            List<Sample> own = lane.take(
                    this::recording,
                    segmentStart,
                    end,
                    frame -> next != null
                            && (lane == cutLane ? frame == next : recording(lane.clock.wall(frame.ticks())) >= end));
            startsWithKeyFrame &= own.isEmpty() || own.get(0).key();
            samples.addAll(own);
        }
        if (samples.isEmpty()) {
            base -= end - segmentStart;
            return;
        }
        byte[] content = muxer().segment(samples);
        sink.write(new Segment(
                muxer().initialization(),
                content,
                Duration.ofNanos(end - segmentStart),
                discontinuity,
                startsWithKeyFrame,
                Instant.EPOCH.plusNanos(segmentStart - base + origin)));
        discontinuity = false;
        segmentStart = end;
    }

    private Fmp4Muxer muxer() {
        Fmp4Muxer known = muxer;
        if (known == null) {
            List<TrackFormat> formats = lanes.stream()
                    .map(lane -> Objects.requireNonNull(lane.format(), "a lane in a run has a format"))
                    .toList();
            known = new Fmp4Muxer(formats);
            muxer = known;
        }
        return known;
    }

    /** Lets go of everything; the lanes keep frames that wait for the next run unless they are to forget them. */
    void close(boolean forget) {
        lanes.forEach(lane -> lane.leave(forget));
        if (muxer != null) {
            muxer.close();
        }
    }
}
