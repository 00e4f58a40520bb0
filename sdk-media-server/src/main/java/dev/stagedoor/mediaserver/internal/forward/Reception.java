package dev.stagedoor.mediaserver.internal.forward;

/** What was received of one source, for the report block of an RR (RFC 3550 section 6.4.1 and appendix A). */
public final class Reception {
    private static final int LARGEST_JUMP = 3000;

    private final int clockRate;
    private boolean started;
    private int ssrc;
    private long base;
    private long highest;
    private long received;
    private long expectedPrior;
    private long receivedPrior;
    private long lastTransit;
    private double jitter;
    private int lastReportMiddle;
    private long lastReportNanos;

    public Reception(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Notes an RTP packet; retransmissions on their own stream are not told here. */
    public void note(RtpFields fields, long nowNanos) {
        int delta = (short) (fields.sequenceNumber - (int) highest);
        if (!started || ssrc != fields.ssrc || Math.abs(delta) > LARGEST_JUMP) {
            restart(fields, nowNanos);
            return;
        }
        received++;
        highest = Math.max(highest, highest + delta);
        long transit = transit(fields, nowNanos);
        jitter += (Math.abs(transit - lastTransit) - jitter) / 16;
        lastTransit = transit;
    }

    private void restart(RtpFields fields, long nowNanos) {
        started = true;
        ssrc = fields.ssrc;
        base = fields.sequenceNumber;
        highest = base;
        received = 1;
        expectedPrior = 0;
        receivedPrior = 0;
        jitter = 0;
        lastReportNanos = 0;
        lastTransit = transit(fields, nowNanos);
    }

    private long transit(RtpFields fields, long nowNanos) {
        return (int) ((int) (nowNanos / 1000 * clockRate / 1_000_000) - fields.timestamp);
    }

    /** Notes a sender report of this source. */
    public void noteSenderReport(int ntpMiddle, long nowNanos) {
        lastReportMiddle = ntpMiddle;
        lastReportNanos = nowNanos;
    }

    /** Whether a packet was received. */
    public boolean started() {
        return started;
    }

    /** Packets that never came, so far. */
    public long lost() {
        return Math.max(0, highest - base + 1 - received);
    }

    /** Writes a report block of 24 bytes and begins a new interval. */
    public int write(byte[] out, int at, long nowNanos) {
        long expected = highest - base + 1;
        long expectedNow = expected - expectedPrior;
        long lostNow = expectedNow - (received - receivedPrior);
        expectedPrior = expected;
        receivedPrior = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        Bytes.put32(out, at, ssrc);
        Bytes.put32(out, at + 4, fraction << 24 | (int) Math.min(0x7f_ffff, lost()));
        Bytes.put32(out, at + 8, (int) highest);
        Bytes.put32(out, at + 12, (int) jitter);
        Bytes.put32(out, at + 16, lastReportNanos == 0 ? 0 : lastReportMiddle);
        Bytes.put32(
                out,
                at + 20,
                lastReportNanos == 0 ? 0 : (int) ((nowNanos - lastReportNanos) / 1000 * 65536 / 1_000_000));
        return 24;
    }
}
