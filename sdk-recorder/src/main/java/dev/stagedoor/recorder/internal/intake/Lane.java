package dev.stagedoor.recorder.internal.intake;

import dev.stagedoor.recorder.internal.ffmpeg.Sample;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Frames of one track that wait for their segment. */
final class Lane {
    private static final long FIRST_GUESS_NANOS = 33_000_000;
    private static final long NOWHERE = Long.MIN_VALUE;

    final boolean video;
    final TrackClock clock;
    final Runnable askForKeyFrame;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int stream = -1;
    private @Nullable TrackFormat format;
    private @Nullable Frame lastKey;
    private boolean needsKeyFrame;
    private long end = NOWHERE;
    private long newestTicks = NOWHERE;
    private long newestArrival = NOWHERE;
    private long interval;
    private long bytes;

    Lane(boolean video, TrackClock clock, Runnable askForKeyFrame) {
        this.video = video;
        this.clock = clock;
        this.askForKeyFrame = askForKeyFrame;
        this.needsKeyFrame = video;
    }

    /** Takes a frame; false when it cannot be used: no key frame where one is needed, or not newer than the last. */
    boolean add(Frame frame) {
        if (newestTicks != NOWHERE && frame.ticks() <= newestTicks) {
            return false;
        }
        if (needsKeyFrame && !frame.key()) {
            return false;
        }
        needsKeyFrame = false;
        interval = newestTicks == NOWHERE ? 0 : clock.nanos(frame.ticks() - newestTicks);
        newestTicks = frame.ticks();
        newestArrival = frame.arrivalNanos();
        frames.add(frame);
        bytes += frame.data().length;
        return true;
    }

    /** What waits here. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    Frame first() {
        return frames.getFirst();
    }

    boolean inRun() {
        return stream >= 0;
    }

    /** The format in the run; only while in one. */
    @Nullable
    TrackFormat format() {
        return format;
    }

    long newestArrival() {
        return newestArrival;
    }

    long newestWall() {
        return newestTicks == NOWHERE ? NOWHERE : clock.wall(newestTicks);
    }

    /** When the newest frame will have been shown or heard, as far as one can tell. */
    long newestEnd() {
        return newestTicks == NOWHERE ? NOWHERE : newestWall() + naturalNanos();
    }

    private long naturalNanos() {
        if (!video) {
            return frames.isEmpty()
                    ? 0
                    : clock.nanos(OpusDuration.of(frames.getLast().data()));
        }
        return interval > 0 && interval < 1_000_000_000 ? interval : FIRST_GUESS_NANOS;
    }

    /** Belongs to a run from now on, as its track of this number. */
    void enter(int streamIndex) {
        stream = streamIndex;
        format = frames.getFirst().format();
        end = NOWHERE;
        lastKey = null;
    }

    /** The run is over; the next one begins with a key frame. */
    void leave(boolean forget) {
        stream = -1;
        format = null;
        if (forget) {
            forgetFrames();
            needsKeyFrame = video;
        }
    }

    /** Frames of another format are of no use once the format changed before the run began. */
    void forgetFrames() {
        frames.clear();
        bytes = 0;
    }

    /**
     * Takes out the frames of a segment.
     *
     * @param line turns nanoseconds on the wall into nanoseconds of the recording
     * @param from where the segment begins; sound from before is left out
     * @param until where it ends
     * @param ends whether a frame is the first one of the next segment
     */
    List<Sample> take(TimeLine line, long from, long until, Predicate<Frame> ends) {
        List<Frame> taken = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        while (!frames.isEmpty() && !ends.test(frames.getFirst())) {
            Frame frame = frames.removeFirst();
            bytes -= frame.data().length;
            long at = place(frame, ticks(line.recording(clock.wall(frame.ticks()))), ticks(from));
            if (at != NOWHERE) {
                taken.add(frame);
                times.add(at);
                end = at + (video ? 1 : OpusDuration.of(frame.data()));
            }
        }
        if (video) {
            standStill(taken, times, ticks(from));
        }
        return samples(taken, times, ticks(until));
    }

    /**
     * Where there is no picture at a segment's beginning, the last key frame is shown again: players stop, or leave sound out,
     * where pictures are missing. What follows it can be decoded from the next key frame on.
     */
    private void standStill(List<Frame> taken, List<Long> times, long from) {
        Frame shown = lastKey;
        if (shown != null && (taken.isEmpty() || times.get(0) - from > clock.rate() / 2)) {
            while (!taken.isEmpty() && !taken.get(0).key()) {
                taken.remove(0);
                times.remove(0);
            }
            taken.add(0, shown);
            times.add(0, from);
            if (taken.size() == 1) {
                end = from + 1;
                awaitKeyFrame();
            }
        }
        taken.stream().filter(Frame::key).forEach(frame -> lastKey = frame);
    }

    private void awaitKeyFrame() {
        while (!frames.isEmpty() && !frames.getFirst().key()) {
            bytes -= frames.removeFirst().data().length;
        }
        needsKeyFrame = frames.isEmpty();
    }

    /** Where a frame goes: never before the one before it; sound that would overlap by half is left out. */
    private long place(Frame frame, long wanted, long from) {
        if (video) {
            return Math.max(Math.max(wanted, from), end);
        }
        int half = OpusDuration.of(frame.data()) / 2;
        if (wanted < from - half || end != NOWHERE && wanted < end - half) {
            return NOWHERE;
        }
        return Math.max(Math.max(wanted, from), end);
    }

    private List<Sample> samples(List<Frame> taken, List<Long> times, long until) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            Frame frame = taken.get(i);
            long natural = video ? until - times.get(i) : OpusDuration.of(frame.data());
            long duration = i + 1 < taken.size() ? times.get(i + 1) - times.get(i) : natural;
            samples.add(new Sample(stream, frame.data(), times.get(i), Math.max(1, duration), frame.key()));
        }
        return samples;
    }

    private long ticks(long nanos) {
        long seconds = Math.floorDiv(nanos, 1_000_000_000L);
        long rest = Math.floorMod(nanos, 1_000_000_000L);
        return seconds * clock.rate() + (rest * clock.rate() + 500_000_000L) / 1_000_000_000L;
    }

    /** From the wall to the recording. */
    interface TimeLine {
        long recording(long wallNanos);
    }
}
