package dev.stagedoor.recorder.internal.intake;

import java.util.OptionalLong;

/**
 * Where a track's ticks lie on the wall clock: by the sender's reports when there are any, by the earliest arrivals otherwise.
 * The place changes only by {@link #settle}, and not for trifles, so that sound does not stutter.
 */
final class TrackClock {
    private static final long REPORT_TRIFLE = 10_000_000;
    private static final long ARRIVAL_TRIFLE = 100_000_000;
    private static final long IMPLAUSIBLE = 1_000_000_000;
    private static final long NONE = Long.MIN_VALUE;

    private final int rate;
    private long newest = NONE;
    private long arrivalOffset = NONE;
    private long reportOffset = NONE;
    private long offset = NONE;

    TrackClock(int rate) {
        this.rate = rate;
    }

    /** The full number of a timestamp of 32 bits. */
    long unwrap(long timestamp) {
        if (newest == NONE) {
            newest = (1L << 32) + timestamp;
        }
        long full = newest + (int) (timestamp - newest);
        newest = Math.max(newest, full);
        return full;
    }

    void arrived(long ticks, long arrivalNanos) {
        long candidate = arrivalNanos - nanos(ticks);
        arrivalOffset = arrivalOffset == NONE ? candidate : Math.min(arrivalOffset, candidate);
    }

    void reported(long timestamp, long wallNanos) {
        if (newest != NONE) {
            reportOffset = wallNanos - nanos(newest + (int) (timestamp - newest));
        }
    }

    /** When something of this timestamp arrives at the earliest; empty when nothing has arrived. */
    OptionalLong arrivalOf(long timestamp) {
        long known = arrivalOffset != NONE ? arrivalOffset : offset;
        return newest == NONE || known == NONE
                ? OptionalLong.empty()
                : OptionalLong.of(nanos(newest + (int) (timestamp - newest)) + known);
    }

    /** Whether the sender told the time in a way that can be true. */
    boolean hasReport() {
        return reportOffset != NONE && (arrivalOffset == NONE || Math.abs(reportOffset - arrivalOffset) < IMPLAUSIBLE);
    }

    /** Takes over what is known best now. */
    void settle() {
        boolean report = hasReport();
        long best = report ? reportOffset : arrivalOffset;
        if (best != NONE && (offset == NONE || Math.abs(best - offset) > (report ? REPORT_TRIFLE : ARRIVAL_TRIFLE))) {
            offset = best;
        }
        arrivalOffset = NONE;
    }

    /** Nanoseconds since 1970. */
    long wall(long ticks) {
        long known = offset != NONE ? offset : hasReport() ? reportOffset : arrivalOffset;
        return nanos(ticks) + (known == NONE ? 0 : known);
    }

    long nanos(long ticks) {
        return ticks / rate * 1_000_000_000L + ticks % rate * 1_000_000_000L / rate;
    }

    int rate() {
        return rate;
    }
}
