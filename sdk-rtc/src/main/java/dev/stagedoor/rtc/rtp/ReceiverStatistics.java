package dev.stagedoor.rtc.rtp;

/** Loss and jitter of one received source (RFC 3550 appendices A.1, A.3, A.8). Not thread-safe. */
public final class ReceiverStatistics {
    private static final long MAX_CUMULATIVE = 0x7f_ffff;
    private static final int MAX_DROPOUT = 3000;

    private final long ssrc;
    private final int clockRate;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private long base = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long transit;
    private boolean hasTransit;
    private double jitter;
    private long lastSenderReport;
    private long lastSenderReportAt;

    /**
     * @param ssrc the source
     * @param clockRate ticks per second
     */
    public ReceiverStatistics(long ssrc, int clockRate) {
        if (clockRate <= 0) {
            throw new IllegalArgumentException("clockRate must be positive");
        }
        this.ssrc = ssrc;
        this.clockRate = clockRate;
    }

    /** Notes a packet that came over the network itself (not one restored from a retransmission stream). */
    public void received(int sequenceNumber, long timestamp, long nowNanos) {
        long before = unwrapper.highest();
        long full = unwrapper.unwrap(sequenceNumber);
        if (base < 0 || full - before > MAX_DROPOUT) {
            restart(full);
        }
        received++;
        updateJitter(timestamp, nowNanos);
    }

    private void restart(long full) {
        base = full;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        hasTransit = false;
    }

    private void updateJitter(long timestamp, long nowNanos) {
        long arrival = Math.multiplyHigh(nowNanos, clockRate) == 0 && nowNanos >= 0
                ? nowNanos / 1000 * clockRate / 1_000_000
                : (long) (nowNanos / 1e9 * clockRate);
        long now = (arrival - timestamp) & 0xffff_ffffL;
        if (hasTransit) {
            long difference = Math.abs((int) (now - transit));
            jitter += (difference - jitter) / 16;
        }
        transit = now;
        hasTransit = true;
    }

    /** Notes a sender report of the source. */
    public void senderReport(long ntp, long nowNanos) {
        lastSenderReport = NtpTime.middle(ntp);
        lastSenderReportAt = nowNanos;
    }

    /** Packets received since the beginning. */
    public long received() {
        return received;
    }

    /** Packets lost since the beginning; negative when duplicates came. */
    public long cumulativeLost() {
        return base < 0 ? 0 : expected() - received;
    }

    /** Interarrival jitter in seconds. */
    public double jitterSeconds() {
        return jitter / clockRate;
    }

    private long expected() {
        return unwrapper.highest() - base + 1;
    }

    /** The block for the next report; starts a new interval. */
    public ReportBlock report(long nowNanos) {
        long expected = base < 0 ? 0 : expected();
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        long lost = Math.max(-MAX_CUMULATIVE, Math.min(MAX_CUMULATIVE, cumulativeLost()));
        long delay = lastSenderReport == 0 ? 0 : NtpTime.shortDuration(nowNanos - lastSenderReportAt);
        return new ReportBlock(
                ssrc,
                fraction,
                (int) lost,
                Math.max(0, unwrapper.highest()) & 0xffff_ffffL,
                (long) jitter,
                lastSenderReport,
                delay);
    }
}
