package dev.stagedoor.mediaserver.internal.forward;

/**
 * Which packets of one source are missing and when to ask for them again (RFC 4585 section 6.2.1). A gap is given a moment to
 * close by itself, then asked for a few times, then given up.
 */
public final class LossTracker {
    private static final int CAPACITY = 256;
    private static final int LARGEST_GAP = 200;
    private static final int MOST_REQUESTS = 8;
    private static final long REORDERING_NANOS = 10_000_000;
    private static final long AGAIN_NANOS = 60_000_000;
    private static final long GIVE_UP_NANOS = 1_500_000_000;

    private final long[] missing = new long[CAPACITY];
    private final long[] since = new long[CAPACITY];
    private final long[] dueAt = new long[CAPACITY];
    private final int[] requests = new int[CAPACITY];
    private int count;
    private boolean started;
    private long highest;

    /** Another source begins. */
    public void reset() {
        started = false;
        count = 0;
    }

    /** Notes a packet, also one that was recovered. */
    public void note(int sequenceNumber, long nowNanos) {
        int delta = (short) (sequenceNumber - (int) highest);
        if (!started || Math.abs(delta) > LARGEST_GAP) {
            started = true;
            count = 0;
            highest = sequenceNumber;
            return;
        }
        if (delta <= 0) {
            found(highest + delta);
            return;
        }
        for (long lost = highest + 1; lost < highest + delta; lost++) {
            add(lost, nowNanos);
        }
        highest += delta;
    }

    private void add(long lost, long nowNanos) {
        if (count == CAPACITY) {
            remove(0);
        }
        missing[count] = lost;
        since[count] = nowNanos;
        dueAt[count] = nowNanos + REORDERING_NANOS;
        requests[count++] = 0;
    }

    private void found(long sequence) {
        for (int i = 0; i < count; i++) {
            if (missing[i] == sequence) {
                remove(i);
                return;
            }
        }
    }

    private void remove(int index) {
        int behind = --count - index;
        System.arraycopy(missing, index + 1, missing, index, behind);
        System.arraycopy(since, index + 1, since, index, behind);
        System.arraycopy(dueAt, index + 1, dueAt, index, behind);
        System.arraycopy(requests, index + 1, requests, index, behind);
    }

    /** How many packets are missing and still asked for. */
    public int missing() {
        return count;
    }

    /**
     * Writes the NACK entries (packet id and bit mask) that are due, at most {@code room} bytes.
     *
     * @return bytes written, a multiple of 4
     */
    public int writeDue(byte[] out, int at, int room, long nowNanos) {
        giveUp(nowNanos);
        int written = 0;
        long pid = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (dueAt[i] > nowNanos) {
                continue;
            }
            if (missing[i] - pid > 16 || pid == Long.MIN_VALUE) {
                if (written + 4 > room) {
                    break;
                }
                pid = missing[i];
                Bytes.put32(out, at + written, (int) pid << 16);
                written += 4;
            } else {
                int mask = at + written - 2;
                Bytes.put16(out, mask, Bytes.u16(out, mask) | 1 << (int) (missing[i] - pid - 1));
            }
            requests[i]++;
            dueAt[i] = nowNanos + AGAIN_NANOS;
        }
        return written;
    }

    private void giveUp(long nowNanos) {
        for (int i = count - 1; i >= 0; i--) {
            if (requests[i] >= MOST_REQUESTS || nowNanos - since[i] > GIVE_UP_NANOS) {
                remove(i);
            }
        }
    }
}
