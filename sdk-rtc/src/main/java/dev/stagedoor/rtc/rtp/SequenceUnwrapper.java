package dev.stagedoor.rtc.rtp;

/** Turns 16-bit sequence numbers into ever-growing ones; late numbers come out lower. Not thread-safe. */
public final class SequenceUnwrapper {
    private long highest = -1;

    /** The full number; the first call gives the number itself plus 65536, so that earlier ones stay positive. */
    public long unwrap(int sequenceNumber) {
        if (highest < 0) {
            highest = 0x10000L + sequenceNumber;
            return highest;
        }
        long full = highest + SequenceNumbers.distance((int) highest, sequenceNumber);
        highest = Math.max(highest, full);
        return full;
    }

    /** The highest full number so far, or -1. */
    public long highest() {
        return highest;
    }
}
