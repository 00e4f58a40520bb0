package dev.stagedoor.rtc.srtp;

import javax.crypto.Cipher;

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

    private static final int RTP_HEADER = 12;
    private static final int RTCP_HEADER = 8;
    private static final int RTCP_INDEX = 4;
    private static final int E_FLAG = 0x80000000;
    private static final long MAX_INDEX = (1L << 48) - 1;

    private final SrtpProfile profile;
    private final PacketCipher cipher;
    private final SourceTable rtpSources = new SourceTable();
    private final SourceTable rtcpSources = new SourceTable();

    private SrtpContext(SrtpProfile profile, byte[] masterKey, byte[] masterSalt, int mode) {
        if (masterKey.length != profile.keyLength() || masterSalt.length != profile.saltLength()) {
            throw new IllegalArgumentException(profile + " takes a masterKey of " + profile.keyLength()
                    + " and a masterSalt of " + profile.saltLength() + " bytes");
        }
        this.profile = profile;
        SessionKeys rtp = SessionKeys.rtp(profile, masterKey, masterSalt);
        SessionKeys rtcp = SessionKeys.rtcp(profile, masterKey, masterSalt);
        this.cipher = profile == SrtpProfile.AEAD_AES_128_GCM
                ? new GcmCipher(rtp, rtcp, mode)
                : new CounterModeCipher(rtp, rtcp);
    }

    /**
     * The context that removes the peer's protection.
     *
     * @throws IllegalArgumentException if key or salt do not have the profile's lengths
     */
    public static SrtpContext inbound(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return new SrtpContext(profile, masterKey, masterSalt, Cipher.DECRYPT_MODE);
    }

    /**
     * The context that adds our protection.
     *
     * @throws IllegalArgumentException if key or salt do not have the profile's lengths
     */
    public static SrtpContext outbound(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return new SrtpContext(profile, masterKey, masterSalt, Cipher.ENCRYPT_MODE);
    }

    /**
     * Protects an RTP packet in place; needs {@link SrtpProfile#tagLength()} bytes of room behind it. A sequence number
     * may be protected again only with identical bytes (a plain retransmission): anything else breaks the cipher.
     */
    public int protectRtp(byte[] buffer, int offset, int length) {
        int header = headerLength(buffer, offset, length);
        if (header < 0) {
            return MALFORMED;
        }
        return protectRtp(buffer, offset, header, buffer, offset + header, length - header);
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
        int room = out.length - offset - headerLength - profile.tagLength();
        if (headerLength < RTP_HEADER || payloadLength < 0 || room < payloadLength || !isVersion2(out, offset)) {
            return MALFORMED;
        }
        int ssrc = Bytes.i32(out, offset + 8);
        Source source = rtpSources.find(ssrc);
        if (source == null) {
            return TOO_MANY_SOURCES;
        }
        long index = source.estimate(Bytes.u16(out, offset + 2));
        if (index < 0) {
            return MALFORMED;
        }
        if (index > MAX_INDEX) {
            return KEY_EXHAUSTED;
        }
        int sealed = cipher.sealRtp(out, offset, headerLength, payload, payloadOffset, payloadLength, ssrc, index);
        rtpSources.accept(source, index);
        return sealed;
    }

    /** Checks and decrypts an SRTP packet in place. */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        int header = headerLength(buffer, offset, length - profile.tagLength());
        if (header < 0) {
            return MALFORMED;
        }
        int ssrc = Bytes.i32(buffer, offset + 8);
        Source source = rtpSources.find(ssrc);
        if (source == null) {
            return TOO_MANY_SOURCES;
        }
        long index = source.estimate(Bytes.u16(buffer, offset + 2));
        if (index < 0 || source.isReplay(index)) {
            return REPLAYED;
        }
        if (index > MAX_INDEX) {
            return KEY_EXHAUSTED;
        }
        int opened = cipher.openRtp(buffer, offset, header, length, ssrc, index);
        if (opened >= 0) {
            rtpSources.accept(source, index);
        }
        return opened;
    }

    /** Protects a compound RTCP packet in place; needs {@link #MAX_OVERHEAD} bytes of room behind it. */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        int room = buffer.length - offset - length - profile.tagLength() - RTCP_INDEX;
        if (length < RTCP_HEADER || room < 0 || !isVersion2(buffer, offset)) {
            return MALFORMED;
        }
        int ssrc = Bytes.i32(buffer, offset + 4);
        Source source = rtcpSources.find(ssrc);
        if (source == null) {
            return TOO_MANY_SOURCES;
        }
        long index = source.highest() + 1;
        if (index > Integer.MAX_VALUE) {
            return KEY_EXHAUSTED;
        }
        int sealed = cipher.sealRtcp(buffer, offset, length, ssrc, (int) index);
        rtcpSources.accept(source, index);
        return sealed;
    }

    /** Checks and decrypts an SRTCP packet in place. Refuses one that is not encrypted (RFC 8834 section 4.2). */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        if (length < RTCP_HEADER + RTCP_INDEX + profile.tagLength() || !isVersion2(buffer, offset)) {
            return MALFORMED;
        }
        int word = Bytes.i32(buffer, offset + length - cipher.rtcpIndexFromEnd());
        if ((word & E_FLAG) == 0) {
            return MALFORMED;
        }
        int index = word & ~E_FLAG;
        int ssrc = Bytes.i32(buffer, offset + 4);
        Source source = rtcpSources.find(ssrc);
        if (source == null) {
            return TOO_MANY_SOURCES;
        }
        if (source.isReplay(index)) {
            return REPLAYED;
        }
        int opened = cipher.openRtcp(buffer, offset, length, ssrc, index);
        if (opened >= 0) {
            rtcpSources.accept(source, index);
        }
        return opened;
    }

    /** {@return the profile} */
    public SrtpProfile profile() {
        return profile;
    }

    private static boolean isVersion2(byte[] buffer, int offset) {
        return (buffer[offset] & 0xc0) == 0x80;
    }

    /** Length of fixed header, CSRCs and extension (RFC 3550 section 5), or -1 if they do not fit. */
    private static int headerLength(byte[] buffer, int offset, int length) {
        if (length < RTP_HEADER || !isVersion2(buffer, offset)) {
            return MALFORMED;
        }
        int header = RTP_HEADER + 4 * (buffer[offset] & 0x0f);
        if ((buffer[offset] & 0x10) != 0) {
            if (header + 4 > length) {
                return MALFORMED;
            }
            header += 4 + 4 * Bytes.u16(buffer, offset + header + 2);
        }
        return header > length ? MALFORMED : header;
    }
}
