package dev.stagedoor.rtc.rtp;

import java.time.Instant;
import java.util.List;

/** What a sender report says about one sent source (RFC 3550 section 6.4.1). Not thread-safe. */
public final class SenderStatistics {
    private final long ssrc;
    private final int clockRate;
    private long packets;
    private long octets;
    private long lastTimestamp;
    private long lastAtNanos;

    /**
     * @param ssrc the source
     * @param clockRate ticks per second
     */
    public SenderStatistics(long ssrc, int clockRate) {
        this.ssrc = ssrc;
        this.clockRate = clockRate;
    }

    /** Notes a packet that was sent. */
    public void sent(long timestamp, int payloadLength, long nowNanos) {
        packets++;
        octets += payloadLength;
        if (packets == 1 || timestamp != lastTimestamp) {
            lastTimestamp = timestamp;
            lastAtNanos = nowNanos;
        }
    }

    /** Packets sent. */
    public long packets() {
        return packets;
    }

    /** Payload bytes sent. */
    public long octets() {
        return octets;
    }

    /** The report for now; wall clock and RTP clock name the same moment. */
    public RtcpPacket.SenderReport report(Instant now, long nowNanos) {
        long ticks = Math.max(0, nowNanos - lastAtNanos) / 1000 * clockRate / 1_000_000;
        return new RtcpPacket.SenderReport(
                ssrc,
                NtpTime.of(now),
                (lastTimestamp + ticks) & 0xffff_ffffL,
                packets & 0xffff_ffffL,
                octets & 0xffff_ffffL,
                List.of());
    }
}
