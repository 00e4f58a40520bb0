package dev.stagedoor.mediaserver.internal.forward;

/** Where things are in one RTP packet (RFC 3550 section 5.1), read into a reused object. */
public final class RtpFields {
    private static final int FIXED_HEADER = 12;

    int payloadType;
    boolean marker;
    int sequenceNumber;
    int timestamp;
    int ssrc;
    int extensionProfile;
    int extensionOffset;
    int extensionLength;
    int payloadOffset;
    int payloadLength;

    /** Reads a packet; false when it is no RTP packet. Padding is taken off the payload. */
    public boolean read(byte[] packet, int offset, int length) {
        if (length < FIXED_HEADER || (packet[offset] & 0xc0) != 0x80) {
            return false;
        }
        payloadType = packet[offset + 1] & 0x7f;
        marker = (packet[offset + 1] & 0x80) != 0;
        sequenceNumber = Bytes.u16(packet, offset + 2);
        timestamp = Bytes.i32(packet, offset + 4);
        ssrc = Bytes.i32(packet, offset + 8);
        return readExtension(packet, offset, length) && readPayload(packet, offset, length);
    }

    private boolean readExtension(byte[] packet, int offset, int length) {
        int end = FIXED_HEADER + 4 * (packet[offset] & 0x0f);
        extensionLength = 0;
        extensionOffset = offset + end;
        payloadOffset = offset + end;
        if ((packet[offset] & 0x10) == 0) {
            return end <= length;
        }
        if (end + 4 > length) {
            return false;
        }
        extensionProfile = Bytes.u16(packet, offset + end);
        extensionLength = 4 * Bytes.u16(packet, offset + end + 2);
        extensionOffset = offset + end + 4;
        payloadOffset = extensionOffset + extensionLength;
        return end + 4 + extensionLength <= length;
    }

    private boolean readPayload(byte[] packet, int offset, int length) {
        payloadLength = offset + length - payloadOffset;
        if ((packet[offset] & 0x20) == 0) {
            return true;
        }
        int padding = packet[offset + length - 1] & 0xff;
        payloadLength -= padding;
        return padding > 0 && payloadLength >= 0;
    }

    /** The payload type, 0 to 127. */
    public int payloadType() {
        return payloadType;
    }

    /** The 16-bit sequence number. */
    public int sequenceNumber() {
        return sequenceNumber;
    }

    /** The RTP timestamp. */
    public int timestamp() {
        return timestamp;
    }

    /** The source. */
    public int ssrc() {
        return ssrc;
    }

    /** Where the payload starts in the array that was read. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of payload without padding; 0 for a packet of padding only. */
    public int payloadLength() {
        return payloadLength;
    }

    /** The offset of the value of a one-byte header extension (RFC 8285 section 4.2), or -1. */
    public int extension(byte[] packet, int id) {
        if (id == 0 || extensionLength == 0 || extensionProfile != ExtensionMap.ONE_BYTE_PROFILE) {
            return -1;
        }
        int at = extensionOffset;
        int end = extensionOffset + extensionLength;
        while (at < end) {
            int head = packet[at] & 0xff;
            int valueLength = head == 0 ? 0 : (head & 0x0f) + 1;
            if (head >> 4 == id && at + 1 + valueLength <= end) {
                return at + 1;
            }
            at += 1 + valueLength;
        }
        return -1;
    }
}
