package dev.stagedoor.rtc.rtp;

/** Retransmission payloads (RFC 4588 section 4). Total: what does not fit gives -1. */
public final class Rtx {
    /** Bytes that encapsulation adds. */
    public static final int OVERHEAD = 2;

    private Rtx() {}

    /**
     * Writes {@code packet} as a retransmission to {@code out}, another array.
     *
     * @return bytes written, or -1 when {@code out} has no room
     */
    public static int encapsulate(
            RtpPacket packet, byte[] out, int offset, int payloadType, long ssrc, int sequenceNumber) {
        int header = packet.headerLength();
        int size = packet.length() + OVERHEAD;
        if (size > out.length - offset) {
            return -1;
        }
        System.arraycopy(packet.buffer(), packet.offset(), out, offset, header);
        Bytes.put16(out, offset + header, packet.sequenceNumber());
        System.arraycopy(
                packet.buffer(), packet.payloadOffset(), out, offset + header + OVERHEAD, packet.length() - header);
        out[offset + 1] = (byte) ((out[offset + 1] & 0x80) | (payloadType & 0x7f));
        Bytes.put16(out, offset + 2, sequenceNumber);
        Bytes.put32(out, offset + 8, ssrc);
        return size;
    }

    /**
     * Restores the original in the packet's own array: its bytes now end two earlier. Wrap the result again before use.
     *
     * @return bytes of the original, or -1 when there is none inside (a probe that is only padding)
     */
    public static int decapsulate(RtpPacket packet, int payloadType, long ssrc) {
        if (packet.payloadLength() < OVERHEAD) {
            return -1;
        }
        byte[] bytes = packet.buffer();
        int payload = packet.payloadOffset();
        int original = Bytes.u16(bytes, payload);
        int rest = packet.length() - packet.headerLength() - OVERHEAD;
        packet.sequenceNumber(original);
        packet.payloadType(payloadType);
        packet.ssrc(ssrc);
        System.arraycopy(bytes, payload + OVERHEAD, bytes, payload, rest);
        return packet.length() - OVERHEAD;
    }
}
