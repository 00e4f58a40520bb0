package dev.stagedoor.rtc.rtp;

import java.util.Arrays;

/**
 * A view of one RTP packet (RFC 3550 section 5.1) in a byte array. Reuse one view for many packets: nothing is allocated
 * and setters write through. Not thread-safe.
 */
public final class RtpPacket {
    /** Bytes of a header without CSRCs and extensions. */
    public static final int FIXED_HEADER = 12;

    private static final byte[] NOTHING = {};
    private static final int ONE_BYTE_PROFILE = 0xbede;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int STOP_ID = 15;

    private byte[] buffer = NOTHING;
    private int offset;
    private int length;
    private int headerLength;
    private int padding;
    private int extensionOffset;
    private int extensionEnd;
    private int extensionProfile;
    private int elementOffset;
    private int elementLength;

    /**
     * Looks at a packet. After {@code false} the view must not be used.
     *
     * @return whether the bytes are a well-formed RTP packet: version 2, and CSRCs, extension and padding fit
     */
    public boolean wrap(byte[] bytes, int start, int size) {
        if (size < FIXED_HEADER || start < 0 || size > bytes.length - start || (bytes[start] & 0xc0) != 0x80) {
            return false;
        }
        buffer = bytes;
        offset = start;
        length = size;
        headerLength = FIXED_HEADER + 4 * (bytes[start] & 0x0f);
        return wrapExtension() && wrapPadding();
    }

    private boolean wrapExtension() {
        extensionOffset = 0;
        extensionEnd = 0;
        extensionProfile = 0;
        if (!hasExtension()) {
            return headerLength <= length;
        }
        if (headerLength + 4 > length) {
            return false;
        }
        extensionProfile = Bytes.u16(buffer, offset + headerLength);
        int size = 4 * Bytes.u16(buffer, offset + headerLength + 2);
        extensionOffset = offset + headerLength + 4;
        extensionEnd = extensionOffset + size;
        headerLength += 4 + size;
        return headerLength <= length;
    }

    private boolean wrapPadding() {
        padding = 0;
        if ((buffer[offset] & 0x20) == 0) {
            return true;
        }
        padding = Bytes.u8(buffer, offset + length - 1);
        return padding > 0 && padding <= length - headerLength;
    }

    /** The array given to {@link #wrap}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index of the first byte of the packet. */
    public int offset() {
        return offset;
    }

    /** Bytes of the whole packet. */
    public int length() {
        return length;
    }

    /** Bytes of the header with CSRCs and extension. */
    public int headerLength() {
        return headerLength;
    }

    /** Index of the first byte of the payload. */
    public int payloadOffset() {
        return offset + headerLength;
    }

    /** Bytes of the payload without padding; 0 for a probe that is only padding. */
    public int payloadLength() {
        return length - headerLength - padding;
    }

    /** Bytes of padding. */
    public int paddingLength() {
        return padding;
    }

    public boolean marker() {
        return (buffer[offset + 1] & 0x80) != 0;
    }

    public void marker(boolean set) {
        buffer[offset + 1] = (byte) ((buffer[offset + 1] & 0x7f) | (set ? 0x80 : 0));
    }

    /** 0 to 127. */
    public int payloadType() {
        return buffer[offset + 1] & 0x7f;
    }

    public void payloadType(int payloadType) {
        buffer[offset + 1] = (byte) ((buffer[offset + 1] & 0x80) | (payloadType & 0x7f));
    }

    /** 0 to 65535. */
    public int sequenceNumber() {
        return Bytes.u16(buffer, offset + 2);
    }

    public void sequenceNumber(int sequenceNumber) {
        Bytes.put16(buffer, offset + 2, sequenceNumber);
    }

    /** 0 to 2^32-1, in ticks of the payload's clock. */
    public long timestamp() {
        return Bytes.u32(buffer, offset + 4);
    }

    public void timestamp(long timestamp) {
        Bytes.put32(buffer, offset + 4, timestamp);
    }

    /** 0 to 2^32-1. */
    public long ssrc() {
        return Bytes.u32(buffer, offset + 8);
    }

    public void ssrc(long ssrc) {
        Bytes.put32(buffer, offset + 8, ssrc);
    }

    /** 0 to 15. */
    public int csrcCount() {
        return buffer[offset] & 0x0f;
    }

    /** The contributing source at {@code index}, which is below {@link #csrcCount()}. */
    public long csrc(int index) {
        if (index < 0 || index >= csrcCount()) {
            throw new IndexOutOfBoundsException(index);
        }
        return Bytes.u32(buffer, offset + FIXED_HEADER + 4 * index);
    }

    /** Whether there is an extension block, of any profile. */
    public boolean hasExtension() {
        return (buffer[offset] & 0x10) != 0;
    }

    /**
     * Finds a header extension element (RFC 8285), in one-byte and two-byte form. A block that is cut short ends the
     * search.
     *
     * @return whether it is there; then {@link #elementOffset()} and {@link #elementLength()} tell where
     */
    public boolean findExtension(int id) {
        if (id <= 0) {
            return false;
        }
        int at = extensionOffset;
        while (at < extensionEnd) {
            at = readElement(at);
            if (at < 0) {
                return false;
            }
            if (elementId(at) == id) {
                return true;
            }
            at = elementOffset + elementLength;
        }
        return false;
    }

    /** Index of the value found last. */
    public int elementOffset() {
        return elementOffset;
    }

    /** Bytes of the value found last; 0 is possible only in the two-byte form. */
    public int elementLength() {
        return elementLength;
    }

    /**
     * Gives extension elements other ids in place; an element whose new id is 0 is overwritten with padding. Nothing moves,
     * so the length of the packet stays.
     *
     * @param newIds indexed by the present id, 256 entries; for the one-byte form values up to 14
     */
    public void renumberExtensions(byte[] newIds) {
        int at = extensionOffset;
        while (at < extensionEnd) {
            at = readElement(at);
            if (at < 0) {
                return;
            }
            int id = newIds[elementId(at)] & 0xff;
            int end = elementOffset + elementLength;
            if (id == 0) {
                Arrays.fill(buffer, at, end, (byte) 0);
            } else if (isOneByte()) {
                buffer[at] = (byte) (id << 4 | (buffer[at] & 0x0f));
            } else {
                buffer[at] = (byte) id;
            }
            at = end;
        }
    }

    /** Skips padding, reads the element header behind it; the index of that header or -1 at the end. */
    private int readElement(int start) {
        int at = start;
        while (at < extensionEnd && buffer[at] == 0) {
            at++;
        }
        if (at >= extensionEnd) {
            return -1;
        }
        if (isOneByte()) {
            elementOffset = at + 1;
            elementLength = (buffer[at] & 0x0f) + 1;
            if (elementId(at) == STOP_ID) {
                return -1;
            }
        } else if ((extensionProfile & 0xfff0) == TWO_BYTE_PROFILE && at + 1 < extensionEnd) {
            elementOffset = at + 2;
            elementLength = Bytes.u8(buffer, at + 1);
        } else {
            return -1;
        }
        return elementOffset + elementLength <= extensionEnd ? at : -1;
    }

    private boolean isOneByte() {
        return extensionProfile == ONE_BYTE_PROFILE;
    }

    private int elementId(int at) {
        return isOneByte() ? Bytes.u8(buffer, at) >> 4 : Bytes.u8(buffer, at);
    }
}
