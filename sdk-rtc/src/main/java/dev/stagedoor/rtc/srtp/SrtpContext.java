package dev.stagedoor.rtc.srtp;

/**
 * One direction of SRTP and SRTCP under one master key (RFC 3711, RFC 7714), on byte arrays in place. Keeps rollover
 * counters per SSRC, and on the inbound side a replay window of 128 packets per SSRC, for at most {@link #MAX_SOURCES}
 * SSRCs. Not thread-safe: one thread at a time.
 *
 * <p>All methods return the new length in bytes, or one of the negative constants when the packet is refused; they
 * never throw on bad bytes. A refused packet changes no state; the content of its buffer is then undefined.
 */
public final class SrtpContext {
    /** Too short or not RTP version 2, or the buffer has no room for the tag. */
    public static final int MALFORMED = -1;
    /** The authentication tag is wrong. */
    public static final int UNAUTHENTIC = -2;
    /** Seen before, or too old to know. */
    public static final int REPLAYED = -3;
    /** One SSRC more than {@link #MAX_SOURCES}. */
    public static final int TOO_MANY_SOURCES = -4;
    /** The key was used for as many packets as allowed (RFC 3711 section 9.2). */
    public static final int KEY_EXHAUSTED = -5;

    /** SSRCs held per direction and per protocol. */
    public static final int MAX_SOURCES = 64;
    /** Bytes that protection adds at most to a packet: room that the caller leaves behind it. */
    public static final int MAX_OVERHEAD = 20;

    private SrtpContext() {}

    /**
     * The context that removes the peer's protection.
     *
     * @throws IllegalArgumentException if key or salt do not have the profile's lengths
     */
    public static SrtpContext inbound(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        throw new UnsupportedOperationException();
    }

    /**
     * The context that adds our protection.
     *
     * @throws IllegalArgumentException if key or salt do not have the profile's lengths
     */
    public static SrtpContext outbound(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        throw new UnsupportedOperationException();
    }

    /**
     * Protects an RTP packet in place; needs {@link SrtpProfile#tagLength()} bytes of room behind it. A sequence number
     * may be protected again only with identical bytes (a plain retransmission): anything else breaks the cipher.
     */
    public int protectRtp(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Protects an RTP packet whose header lies in {@code out} and whose payload lies elsewhere, without copying the
     * payload first: the way to send one packet to many viewers.
     *
     * @param out holds the header (with CSRCs, extension) at {@code offset} and receives payload and tag behind it
     * @param offset of the packet in {@code out}
     * @param headerLength bytes of the header
     * @param payload another array; not changed
     * @return the length of the protected packet in {@code out}, or a negative constant
     */
    public int protectRtp(
            byte[] out, int offset, int headerLength, byte[] payload, int payloadOffset, int payloadLength) {
        throw new UnsupportedOperationException();
    }

    /** Checks and decrypts an SRTP packet in place. */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Protects a compound RTCP packet in place; needs {@link #MAX_OVERHEAD} bytes of room behind it. */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Checks and decrypts an SRTCP packet in place. */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** {@return the profile} */
    public SrtpProfile profile() {
        throw new UnsupportedOperationException();
    }
}
