package dev.stagedoor.rtc.rtp;

/** Arithmetic on 16-bit RTP sequence numbers (RFC 3550 appendix A.1, RFC 1982). */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** Steps from {@code from} to {@code to}, -32768 to 32767. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /** Whether {@code candidate} comes after {@code reference}. */
    public static boolean isAfter(int candidate, int reference) {
        return distance(reference, candidate) > 0;
    }

    /** The number {@code steps} later, 0 to 65535. */
    public static int plus(int sequence, int steps) {
        return (sequence + steps) & 0xffff;
    }
}
