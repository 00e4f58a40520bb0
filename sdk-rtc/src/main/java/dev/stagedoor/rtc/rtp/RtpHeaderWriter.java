package dev.stagedoor.rtc.rtp;

/**
 * Writes RTP headers with one-byte extensions (RFC 8285 section 4.2). Reusable, allocates nothing, not thread-safe. The
 * caller's array must have room: 12 bytes, and 4 plus the elements rounded up to 4 when there are any.
 */
public final class RtpHeaderWriter {
    private static final byte[] NOTHING = {};

    private byte[] out = NOTHING;
    private int start;
    private int at;
    private int extensionStart;

    /** Starts a header at {@code offset}. */
    public RtpHeaderWriter begin(
            byte[] buffer, int offset, boolean marker, int payloadType, int sequenceNumber, long timestamp, long ssrc) {
        out = buffer;
        start = offset;
        extensionStart = -1;
        out[start] = (byte) 0x80;
        out[start + 1] = (byte) ((marker ? 0x80 : 0) | (payloadType & 0x7f));
        Bytes.put16(out, start + 2, sequenceNumber);
        Bytes.put32(out, start + 4, timestamp);
        Bytes.put32(out, start + 8, ssrc);
        at = start + RtpPacket.FIXED_HEADER;
        return this;
    }

    /**
     * Adds an element.
     *
     * @param id 1 to 14; 0 adds nothing, so an extension that was not agreed costs no test at the caller
     * @param value 1 to 16 bytes
     */
    public RtpHeaderWriter extension(int id, byte[] value) {
        if (id == 0) {
            return this;
        }
        if (id < 0 || id > 14 || value.length < 1 || value.length > 16) {
            throw new IllegalArgumentException("a one-byte extension has an id of 1 to 14 and 1 to 16 bytes");
        }
        openExtension();
        out[at++] = (byte) (id << 4 | (value.length - 1));
        System.arraycopy(value, 0, out, at, value.length);
        at += value.length;
        return this;
    }

    /** Adds an element of two bytes, such as a transport-wide sequence number; as above for {@code id}. */
    public RtpHeaderWriter extension16(int id, int value) {
        if (id != 0) {
            openExtension();
            out[at] = (byte) (id << 4 | 1);
            Bytes.put16(out, at + 1, value);
            at += 3;
        }
        return this;
    }

    /** Adds an element of three bytes, such as an absolute send time; as above for {@code id}. */
    public RtpHeaderWriter extension24(int id, int value) {
        if (id != 0) {
            openExtension();
            out[at] = (byte) (id << 4 | 2);
            out[at + 1] = (byte) (value >>> 16);
            Bytes.put16(out, at + 2, value);
            at += 4;
        }
        return this;
    }

    private void openExtension() {
        if (extensionStart < 0) {
            extensionStart = at;
            out[start] |= 0x10;
            Bytes.put16(out, at, 0xbede);
            at += 4;
        }
    }

    /** Ends the header; the number of bytes it takes. */
    public int end() {
        if (extensionStart >= 0) {
            while ((at - extensionStart) % 4 != 0) {
                out[at++] = 0;
            }
            Bytes.put16(out, extensionStart + 2, (at - extensionStart) / 4 - 1);
        }
        return at - start;
    }
}
