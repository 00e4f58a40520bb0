package dev.stagedoor.mediaserver.spi;

/**
 * A copy of one RTP packet (RFC 3550 section 5.1) as it was forwarded: decrypted, retransmissions (RFC 4588) turned back into
 * what they repeat, bandwidth probes left out, and on one gap-free line of sequence numbers in which a loss is a gap.
 *
 * @param track the {@link TapTrack#index}
 * @param rtp the whole packet; belongs to the receiver
 * @param arrivalNanos when it arrived, in nanoseconds since 1970 by the server's clock
 */
public record TapPacket(int track, byte[] rtp, long arrivalNanos) {
    /** Shows size, not content. */
    @Override
    public String toString() {
        return "TapPacket[track " + track + ", " + rtp.length + " bytes]";
    }
}
