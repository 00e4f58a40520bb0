package dev.stagedoor.mediaserver.internal.forward;

import java.util.Arrays;

/**
 * One gap-free line of extended sequence numbers over changing sources: a loss stays visible as a gap, a packet that is not
 * forwarded closes up, and a new source goes on right behind the last one.
 */
final class SequenceLine {
    /** What {@link #map} says of a packet that is too old to be placed. */
    static final long STALE = Long.MIN_VALUE;

    private static final int REMEMBERED_SKIPS = 128;
    private static final int LARGEST_JUMP = 3000;

    private final int oldest;
    private final long[] skips = new long[REMEMBERED_SKIPS];
    private int nextSkip;
    private long highestIn;
    private long highestOut;
    private long shift;
    private boolean sourceKnown;

    /**
     * @param first the first number that is given out
     * @param oldest how far a late packet may lie behind the newest
     */
    SequenceLine(int first, int oldest) {
        this.highestOut = first - 1L;
        this.oldest = oldest;
        Arrays.fill(skips, STALE);
    }

    /** The next packet comes from another source. */
    void newSource() {
        sourceKnown = false;
    }

    /** The highest number given out. */
    long highest() {
        return highestOut;
    }

    /** The number for a packet with this sequence number, or {@link #STALE}. */
    long map(int sequenceNumber) {
        long in = extend(sequenceNumber);
        if (in > highestIn) {
            highestIn = in;
            highestOut = in + shift;
            return highestOut;
        }
        return highestIn - in >= oldest || skipped(in) ? STALE : in + shift + skipsAfter(in);
    }

    /** The packet is not forwarded: when it is the newest, the line closes up behind it. */
    void skip(int sequenceNumber) {
        long in = extend(sequenceNumber);
        if (in <= highestIn) {
            return;
        }
        highestOut = in + shift - 1;
        highestIn = in;
        shift--;
        skips[nextSkip] = in;
        nextSkip = (nextSkip + 1) % REMEMBERED_SKIPS;
    }

    /** Whether a packet with this number would be the newest. */
    boolean isNewest(int sequenceNumber) {
        return !sourceKnown || (short) (sequenceNumber - (int) highestIn) > 0;
    }

    private long extend(int sequenceNumber) {
        int delta = (short) (sequenceNumber - (int) highestIn);
        if (!sourceKnown || Math.abs(delta) > LARGEST_JUMP) {
            start(sequenceNumber);
            return sequenceNumber;
        }
        return highestIn + delta;
    }

    private void start(int sequenceNumber) {
        sourceKnown = true;
        highestIn = sequenceNumber - 1L;
        shift = highestOut - highestIn;
        Arrays.fill(skips, STALE);
    }

    private boolean skipped(long in) {
        for (long skip : skips) {
            if (skip == in) {
                return true;
            }
        }
        return false;
    }

    private int skipsAfter(long in) {
        int count = 0;
        for (long skip : skips) {
            if (skip > in) {
                count++;
            }
        }
        return count;
    }
}
