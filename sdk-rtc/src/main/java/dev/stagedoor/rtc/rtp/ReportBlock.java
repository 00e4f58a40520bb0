package dev.stagedoor.rtc.rtp;

/**
 * What a receiver tells about one source (RFC 3550 section 6.4.1).
 *
 * @param ssrc the source
 * @param fractionLost of the last interval, in 1/256
 * @param cumulativeLost since the beginning, -2^23 to 2^23-1
 * @param highestSequence extended highest sequence number, unsigned 32 bits
 * @param jitter in RTP ticks, unsigned 32 bits
 * @param lastSenderReport middle 32 bits of the NTP time of the last sender report, or 0
 * @param delaySinceLast since that report, in 1/65536 s
 */
public record ReportBlock(
        long ssrc,
        int fractionLost,
        int cumulativeLost,
        long highestSequence,
        long jitter,
        long lastSenderReport,
        long delaySinceLast) {
    static final int LENGTH = 24;

    /**
     * Round-trip time for the sender that gets this block at {@code ntp}; -1 when the block has no sender report.
     *
     * @param ntp now, see {@link NtpTime#of}
     */
    public long roundTripNanos(long ntp) {
        if (lastSenderReport == 0) {
            return -1;
        }
        long elapsed = (NtpTime.middle(ntp) - lastSenderReport - delaySinceLast) & 0xffff_ffffL;
        return elapsed > 0x7fff_ffffL ? 0 : NtpTime.nanos(elapsed);
    }
}
