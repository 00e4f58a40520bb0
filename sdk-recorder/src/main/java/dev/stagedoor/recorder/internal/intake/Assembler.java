package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.recorder.RecorderOptions;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where runs and segments begin and end. Driven by frames alone: it has no timer, and waits only as long as frames
 * come.
 */
final class Assembler {
    private static final Logger log = LoggerFactory.getLogger(Assembler.class);
    private static final long OTHER_TRACK_NANOS = 500_000_000;
    private static final long SILENT_NANOS = 1_500_000_000;
    /** A break that is not in the replay. */
    static final long PAUSE_NANOS = 2_000_000_000;

    private static final long ASK_AGAIN_NANOS = 1_000_000_000;
    private static final long MOST_BYTES = 48 << 20;
    private static final long ASK_AHEAD_NANOS = 150_000_000;

    private final long segmentNanos;
    private final long longestNanos;
    private final long startWaitNanos;
    private final SegmentSink sink;
    private List<Lane> lanes = List.of();
    private @Nullable Run run;
    private @Nullable Cut cut;
    private long segmentWall;
    private long firstArrival;
    private long lastAsked = Long.MIN_VALUE / 2;

    /** Where the open segment is to end, once the other track has come as far. */
    private record Cut(Lane lane, Frame next, boolean endsRun) {}

    Assembler(RecorderOptions options, SegmentSink sink) {
        this.segmentNanos = options.segment().toNanos();
        this.longestNanos = options.longestSegment().toNanos();
        this.startWaitNanos = options.startWait().toNanos();
        this.sink = sink;
    }

    /** Other tracks from now on. */
    void begin(List<Lane> next) throws IOException {
        endRun();
        lanes = List.copyOf(next);
    }

    /** A frame in its lane's order. */
    void frame(Lane lane, Frame frame) throws IOException {
        if (run != null && pausedBefore(lane, frame)) {
            endRun();
        }
        if (run == null && changesFormat(lane, frame)) {
            lane.forgetFrames();
        }
        if (!lane.add(frame)) {
            ask(lane, frame.arrivalNanos());
            return;
        }
        if (run == null) {
            start(frame.arrivalNanos(), false);
        } else {
            decide(lane, frame);
        }
        Cut open = cut;
        if (open != null && ripe(open, frame.arrivalNanos())) {
            close(open);
        }
        if (lanes.stream().mapToLong(Lane::bytes).sum() > MOST_BYTES) {
            endRun();
        }
    }

    private boolean pausedBefore(Lane lane, Frame frame) {
        long newest = Long.MIN_VALUE;
        for (Lane each : lanes) {
            newest = Math.max(newest, each.newestWall());
        }
        return newest != Long.MIN_VALUE && lane.clock.wall(frame.ticks()) - newest > PAUSE_NANOS;
    }

    private static boolean changesFormat(Lane lane, Frame frame) {
        TrackFormat format = frame.format();
        if (format == null || lane.isEmpty()) {
            return false;
        }
        TrackFormat before = lane.first().format();
        return before != null && !before.sameAs(format);
    }

    /** Begins a run when every track is there, or has been waited for. */
    private void start(long arrivalNanos, boolean now) {
        List<Lane> ready = lanes.stream().filter(lane -> !lane.isEmpty()).toList();
        if (ready.isEmpty()) {
            return;
        }
        firstArrival = Long.MAX_VALUE;
        ready.forEach(lane -> firstArrival = Math.min(firstArrival, lane.first().arrivalNanos()));
        if (now || ready.size() == lanes.size() || arrivalNanos - firstArrival >= startWaitNanos) {
            run = new Run(ready, sink);
            segmentWall = run.startWall();
        }
    }

    private void decide(Lane lane, Frame frame) throws IOException {
        Run current = run;
        if (current == null) {
            return;
        }
        TrackFormat format = frame.format();
        TrackFormat agreed = lane.format();
        if (!lane.inRun()) {
            join(current, lane, frame);
        } else if (format != null && agreed != null && !agreed.sameAs(format)) {
            propose(new Cut(lane, frame, true));
        } else if (lane == driver(current)) {
            decideByTime(current, lane, frame);
        }
    }

    /** A track that comes late is in the next run, which pictures begin with a key frame. */
    private void join(Run current, Lane lane, Frame frame) throws IOException {
        if (cut != null) {
            return;
        }
        if (lane.video || !current.lead().video) {
            propose(new Cut(lane, frame, true));
        } else {
            ask(current.lead(), frame.arrivalNanos());
        }
    }

    /** Pictures decide where segments end; sound does when they stand still, and then as late as possible. */
    private Lane driver(Run current) {
        Lane lead = current.lead();
        long newest = lead.newestArrival();
        for (Lane lane : current.lanes()) {
            newest = Math.max(newest, lane.newestArrival());
        }
        return newest - lead.newestArrival() < SILENT_NANOS
                ? lead
                : current.lanes().stream()
                        .filter(lane -> !lane.video)
                        .findFirst()
                        .orElse(lead);
    }

    private void decideByTime(Run current, Lane lane, Frame frame) throws IOException {
        long elapsed = lane.clock.wall(frame.ticks()) - segmentWall;
        boolean joining = lanes.stream().anyMatch(each -> !each.inRun() && !each.isEmpty());
        boolean due =
                elapsed >= segmentNanos - (lane.video ? segmentNanos / 10 : 0) && !waitsForReport(current, elapsed);
        if (frame.key() && joining) {
            propose(new Cut(lane, frame, true));
        } else if (cut == null && (frame.key() && due && lane == current.lead() || elapsed >= longestNanos)) {
            propose(new Cut(lane, frame, false));
        } else if (cut == null && elapsed >= segmentNanos - ASK_AHEAD_NANOS) {
            ask(lane, frame.arrivalNanos());
        }
    }

    /** The first segment waits a little for the report that puts the second track in its place. */
    private boolean waitsForReport(Run current, long elapsed) {
        long reports =
                current.lanes().stream().filter(lane -> lane.clock.hasReport()).count();
        return !current.hasSegments()
                && reports > 0
                && reports < current.lanes().size()
                && elapsed < 2 * segmentNanos;
    }

    private void ask(Lane lane, long arrivalNanos) {
        if (lane.video && arrivalNanos - lastAsked >= ASK_AGAIN_NANOS) {
            lastAsked = arrivalNanos;
            lane.askForKeyFrame.run();
        }
    }

    private void propose(Cut next) throws IOException {
        Cut open = cut;
        if (open != null) {
            close(open);
        }
        cut = next;
    }

    private boolean ripe(Cut open, long arrivalNanos) {
        if (arrivalNanos - open.next.arrivalNanos() >= OTHER_TRACK_NANOS) {
            return true;
        }
        Run current = run;
        long wall = open.lane.clock.wall(open.next.ticks());
        return current == null || current.lanes().stream().allMatch(lane -> lane.newestWall() >= wall);
    }

    private void close(Cut open) throws IOException {
        cut = null;
        Run current = run;
        if (current == null) {
            return;
        }
        try {
            current.cut(open.lane, open.next);
            segmentWall = open.lane.clock.wall(open.next.ticks());
            if (open.endsRun) {
                run = null;
                current.close(false);
                start(open.next.arrivalNanos(), false);
            }
        } catch (RecorderException e) {
            giveUp(current, e);
        }
    }

    /** Ends the run with all that is there. */
    void endRun() throws IOException {
        Cut open = cut;
        if (open != null) {
            close(open);
        }
        if (run == null) {
            start(Long.MAX_VALUE, true);
        }
        Run current = run;
        if (current == null) {
            return;
        }
        try {
            current.end();
            run = null;
            current.close(true);
        } catch (RecorderException e) {
            giveUp(current, e);
        }
    }

    /** What FFmpeg does not take is left out; the recording goes on with the next key frame. */
    private void giveUp(Run current, RecorderException cause) {
        log.warn("a segment could not be made and is left out", cause);
        run = null;
        cut = null;
        current.close(true);
    }

    /** Lets go of everything without writing. */
    void abandon() {
        Run current = run;
        run = null;
        cut = null;
        lanes = List.of();
        if (current != null) {
            current.close(true);
        }
    }
}
