package dev.stagedoor.rtc.srtp;

/** Packet index and replay window of one SSRC (RFC 3711 sections 3.3.1 and 3.3.2). */
final class Source {
    private static final int WINDOW = 128;
    private static final int HALF = 1 << 15;

    final int ssrc;
    private long highest = -1;
    private long seenEven;
    private long seenOdd;

    Source(int ssrc) {
        this.ssrc = ssrc;
    }

    boolean isNew() {
        return highest < 0;
    }

    /** -1 before the first packet. */
    long highest() {
        return highest;
    }

    /** The most likely 48-bit index of a sequence number; negative for one from before the first packet. */
    long estimate(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long rollover = highest >>> 16;
        int last = (int) highest & 0xffff;
        if (last < HALF && sequence - last > HALF) {
            rollover--;
        } else if (last >= HALF && last - HALF > sequence) {
            rollover++;
        }
        return (rollover << 16) + sequence;
    }

    boolean isReplay(long index) {
        if (index > highest) {
            return false;
        }
        return highest - index >= WINDOW || bit(index);
    }

    void accept(long index) {
        if (index > highest) {
            forgetUpTo(index);
            highest = index;
        }
        if ((index & 64) == 0) {
            seenEven |= 1L << index;
        } else {
            seenOdd |= 1L << index;
        }
    }

    private void forgetUpTo(long index) {
        if (index - highest >= WINDOW) {
            seenEven = 0;
            seenOdd = 0;
            return;
        }
        for (long i = highest + 1; i <= index; i++) {
            if ((i & 64) == 0) {
                seenEven &= ~(1L << i);
            } else {
                seenOdd &= ~(1L << i);
            }
        }
    }

    private boolean bit(long index) {
        long word = (index & 64) == 0 ? seenEven : seenOdd;
        return (word & (1L << index)) != 0;
    }
}
