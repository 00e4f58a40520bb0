package dev.stagedoor.mediaserver.internal.forward;

/**
 * When the packets of a transport arrived, by their transport-wide sequence numbers, and the feedback message about it
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1). The publisher's bandwidth estimate lives from it.
 */
public final class ArrivalLog {
    private static final int CAPACITY = 512;
    private static final long TICK_NANOS = 250_000;
    private static final long REFERENCE_TICKS = 256;
    private static final int LARGEST_JUMP = 2000;
    private static final int MOST_PACKETS = 200;

    private final long[] arrival = new long[CAPACITY];
    private final long[] sequenceAt = new long[CAPACITY];
    private final int[] symbols = new int[MOST_PACKETS];
    private boolean started;
    private long highest;
    private long next;
    private int feedbackCount;

    /** Notes a packet's transport-wide sequence number. */
    public void note(int sequenceNumber, long nowNanos) {
        int delta = (short) (sequenceNumber - (int) highest);
        if (!started || Math.abs(delta) > LARGEST_JUMP) {
            started = true;
            highest = 0x10000L + sequenceNumber;
            next = highest;
            java.util.Arrays.fill(sequenceAt, -1);
            delta = 0;
        }
        long extended = highest + delta;
        highest = Math.max(highest, extended);
        int place = (int) extended & CAPACITY - 1;
        arrival[place] = nowNanos;
        sequenceAt[place] = extended;
        next = Math.max(extended < next && extended > next - MOST_PACKETS ? extended : next, highest - CAPACITY + 1);
    }

    /** Whether there is something to report. */
    public boolean pending() {
        return started && next <= highest;
    }

    /**
     * Writes one feedback packet about what arrived since the last one.
     *
     * @param room bytes that may be written, at least 400
     * @return bytes written, or 0 when there is nothing to report
     */
    public int write(byte[] out, int at, int room, int senderSsrc, int mediaSsrc) {
        while (next <= highest && !arrived(next)) {
            next++;
        }
        if (!pending()) {
            return 0;
        }
        long base = next;
        long reference = ticks(base) / REFERENCE_TICKS;
        int count = symbolsFrom(base, reference * REFERENCE_TICKS, room);
        Bytes.put32(out, at, 0x8f_cd_0000);
        Bytes.put32(out, at + 4, senderSsrc);
        Bytes.put32(out, at + 8, mediaSsrc);
        Bytes.put16(out, at + 12, (int) base);
        Bytes.put16(out, at + 14, count);
        Bytes.put24(out, at + 16, (int) reference);
        out[at + 19] = (byte) feedbackCount++;
        int write = writeChunks(out, at + 20, count);
        write = writeDeltas(out, write, base, count, reference * REFERENCE_TICKS);
        while ((write - at & 3) != 0) {
            out[write++] = 0;
        }
        Bytes.put16(out, at + 2, (write - at) / 4 - 1);
        next = base + count;
        return write - at;
    }

    private boolean arrived(long extended) {
        return sequenceAt[(int) extended & CAPACITY - 1] == extended;
    }

    private long ticks(long extended) {
        return arrival[(int) extended & CAPACITY - 1] / TICK_NANOS;
    }

    /** 0 not received, 1 small delta, 2 large delta; ends before a delta that cannot be written. */
    private int symbolsFrom(long base, long fromTicks, int room) {
        long last = fromTicks;
        int count = 0;
        int bytes = 24;
        for (long at = base; at <= highest && count < MOST_PACKETS && bytes + 5 < room; at++) {
            int symbol = 0;
            if (arrived(at)) {
                long delta = ticks(at) - last;
                if (delta < Short.MIN_VALUE || delta > Short.MAX_VALUE) {
                    break;
                }
                symbol = delta >= 0 && delta <= 255 ? 1 : 2;
                last = ticks(at);
            }
            symbols[count++] = symbol;
            bytes += symbol + 1;
        }
        return count;
    }

    private int writeChunks(byte[] out, int at, int count) {
        int write = at;
        int i = 0;
        while (i < count) {
            int run = 1;
            while (i + run < count && symbols[i + run] == symbols[i]) {
                run++;
            }
            if (run >= 7 || i + run == count) {
                Bytes.put16(out, write, symbols[i] << 13 | run);
                i += run;
            } else {
                Bytes.put16(out, write, vector(i, count));
                i += Math.min(7, count - i);
            }
            write += 2;
        }
        return write;
    }

    private int vector(int from, int count) {
        int chunk = 0xc000;
        for (int k = 0; k < 7 && from + k < count; k++) {
            chunk |= symbols[from + k] << 12 - 2 * k;
        }
        return chunk;
    }

    private int writeDeltas(byte[] out, int at, long base, int count, long fromTicks) {
        long last = fromTicks;
        int write = at;
        for (int i = 0; i < count; i++) {
            if (symbols[i] == 0) {
                continue;
            }
            long now = ticks(base + i);
            if (symbols[i] == 1) {
                out[write++] = (byte) (now - last);
            } else {
                Bytes.put16(out, write, (int) (now - last));
                write += 2;
            }
            last = now;
        }
        return write;
    }
}
