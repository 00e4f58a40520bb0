package dev.stagedoor.mediaserver.internal.forward;

import java.util.Arrays;

/**
 * One gap-free line of extended sequence numbers over changing sources: a loss stays visible as a gap, a packet that is not
 * forwarded closes up, and a new source goes on right behind the last one. No number is given to two packets.
 *
 * <p>A viewer's key is safe only while its receiver and we count rollovers alike (RFC 3711 section 3.3.1), so gaps are rationed:
 * whatever a publisher sends, 2048 packets in a row span less than 2^15 numbers.
 */
final class SequenceLine {
    /** What {@link #map} says of a packet that is too old to be placed. */
    static final long STALE = Long.MIN_VALUE;

    private static final int REMEMBERED_SKIPS = 128;
    private static final int LARGEST_JUMP = 3000;
    private static final int LARGEST_RATION = 8192;
    private static final int RATION_PER_PACKET = 8;

    private final int oldest;
    private final long[] skips = new long[REMEMBERED_SKIPS];
    private int nextSkip;
    private long highestIn;
    private long highestOut;
    private long lowestOut = STALE;
    private long shift;
    private int ration = LARGEST_RATION;
    private boolean sourceKnown;
    private boolean started;

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
            ration = Math.min(LARGEST_RATION, ration + RATION_PER_PACKET);
            return highestOut;
        }
        return highestIn - in >= oldest || skipped(in) ? STALE : late(in);
    }

    /** A number below the source's first one belongs to the source before. */
    private long late(long in) {
        long out = in + shift + skipsAfter(in);
        return out < lowestOut ? STALE : out;
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

    private long extend(int sequenceNumber) {
        int delta = (short) (sequenceNumber - (int) highestIn);
        if (!sourceKnown || Math.abs(delta) > LARGEST_JUMP) {
            start(sequenceNumber);
            return sequenceNumber;
        }
        if (delta > 1) {
            return behindGap(sequenceNumber, delta);
        }
        return highestIn + delta;
    }

    private long behindGap(int sequenceNumber, int delta) {
        if (delta - 1 > ration) {
            start(sequenceNumber);
            return sequenceNumber;
        }
        ration -= delta - 1;
        return highestIn + delta;
    }

    private void start(int sequenceNumber) {
        lowestOut = started ? highestOut + 1 : STALE;
        started = true;
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
