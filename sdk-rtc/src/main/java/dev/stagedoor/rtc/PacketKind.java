package dev.stagedoor.rtc;

/** What a datagram on a BUNDLE transport is, by its first bytes (RFC 7983 section 7, RFC 5761 section 4). */
public enum PacketKind {
    /** A STUN message: for {@link RtcTransport#receive}. */
    STUN,
    /** A DTLS record: for {@link RtcTransport#receive}. */
    DTLS,
    /** An SRTP packet: for the inbound {@link dev.stagedoor.rtc.srtp.SrtpContext}. */
    RTP,
    /** An SRTCP packet: for the inbound {@link dev.stagedoor.rtc.srtp.SrtpContext}. */
    RTCP,
    /** None of ours: to be dropped. */
    UNKNOWN;

    private static final int STUN_HEADER = 20;
    private static final int DTLS_HEADER = 13;
    private static final int RTP_HEADER = 12;
    private static final int RTCP_HEADER = 8;

    /**
     * Classifies without allocating and without reading past {@code length}. Says nothing about validity.
     *
     * @param datagram holds the datagram
     * @param offset of its first byte
     * @param length of the datagram in bytes
     */
    public static PacketKind of(byte[] datagram, int offset, int length) {
        if (length < RTCP_HEADER) {
            return UNKNOWN;
        }
        int first = datagram[offset] & 0xff;
        if (first >= 128 && first <= 191) {
            return rtpOrRtcp(datagram[offset + 1] & 0xff, length);
        }
        if (first <= 3) {
            return length >= STUN_HEADER ? STUN : UNKNOWN;
        }
        if (first >= 20 && first <= 63) {
            return length >= DTLS_HEADER ? DTLS : UNKNOWN;
        }
        return UNKNOWN;
    }

    private static PacketKind rtpOrRtcp(int second, int length) {
        if (second >= 192 && second <= 223) {
            return RTCP;
        }
        return length >= RTP_HEADER ? RTP : UNKNOWN;
    }
}
