package dev.stagedoor.mediaserver.internal.forward;

/** Writes RTCP packets into byte arrays (RFC 3550, RFC 4585, RFC 5104). Each method returns the bytes written. */
public final class Rtcp {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int BYE = 203;
    public static final int TRANSPORT_FEEDBACK = 205;
    public static final int PAYLOAD_FEEDBACK = 206;

    private static final int SDES = 202;
    private static final int REMB = 0x52454d42;

    private Rtcp() {}

    /** The header of an RR; report blocks follow. */
    public static int receiverReport(byte[] out, int at, int senderSsrc, int blocks) {
        return header(out, at, blocks, RECEIVER_REPORT, 8 + 24 * blocks, senderSsrc);
    }

    /** An SR without report blocks. */
    public static int senderReport(
            byte[] out, int at, int ssrc, long ntp, int rtpTimestamp, long packets, long octets) {
        header(out, at, 0, SENDER_REPORT, 28, ssrc);
        Bytes.put32(out, at + 8, (int) (ntp >>> 32));
        Bytes.put32(out, at + 12, (int) ntp);
        Bytes.put32(out, at + 16, rtpTimestamp);
        Bytes.put32(out, at + 20, (int) packets);
        Bytes.put32(out, at + 24, (int) octets);
        return 28;
    }

    /** An SDES with a CNAME for one source. */
    public static int cname(byte[] out, int at, int ssrc, byte[] cname) {
        int length = 8 + 2 + cname.length + 4 & ~3;
        header(out, at, 1, SDES, length, ssrc);
        java.util.Arrays.fill(out, at + 8, at + length, (byte) 0);
        out[at + 8] = 1;
        out[at + 9] = (byte) cname.length;
        System.arraycopy(cname, 0, out, at + 10, cname.length);
        return length;
    }

    /** The header of a generic NACK; {@code entryBytes} of entries follow. */
    public static int nack(byte[] out, int at, int senderSsrc, int mediaSsrc, int entryBytes) {
        header(out, at, 1, TRANSPORT_FEEDBACK, 12 + entryBytes, senderSsrc);
        Bytes.put32(out, at + 8, mediaSsrc);
        return 12;
    }

    /** A picture loss indication. */
    public static int pictureLoss(byte[] out, int at, int senderSsrc, int mediaSsrc) {
        header(out, at, 1, PAYLOAD_FEEDBACK, 12, senderSsrc);
        Bytes.put32(out, at + 8, mediaSsrc);
        return 12;
    }

    /** A full intra request. */
    public static int fullIntra(byte[] out, int at, int senderSsrc, int mediaSsrc, int count) {
        header(out, at, 4, PAYLOAD_FEEDBACK, 20, senderSsrc);
        Bytes.put32(out, at + 8, 0);
        Bytes.put32(out, at + 12, mediaSsrc);
        Bytes.put32(out, at + 16, count << 24);
        return 20;
    }

    /** A receiver estimated maximum bitrate for one source (draft-alvestrand-rmcat-remb). */
    public static int maximumBitrate(byte[] out, int at, int senderSsrc, int mediaSsrc, long bitsPerSecond) {
        header(out, at, 15, PAYLOAD_FEEDBACK, 24, senderSsrc);
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitsPerSecond) - 18);
        Bytes.put32(out, at + 8, 0);
        Bytes.put32(out, at + 12, REMB);
        Bytes.put32(out, at + 16, 1 << 24 | exponent << 18 | (int) (bitsPerSecond >> exponent));
        Bytes.put32(out, at + 20, mediaSsrc);
        return 24;
    }

    private static int header(byte[] out, int at, int count, int type, int bytes, int ssrc) {
        out[at] = (byte) (0x80 | count);
        out[at + 1] = (byte) type;
        Bytes.put16(out, at + 2, bytes / 4 - 1);
        Bytes.put32(out, at + 4, ssrc);
        return 8;
    }

    /** The length of the RTCP packet at {@code at}, or -1 when it does not fit into {@code end}. */
    public static int length(byte[] packet, int at, int end) {
        if (end - at < 8 || (packet[at] & 0xc0) != 0x80) {
            return -1;
        }
        int length = 4 * (Bytes.u16(packet, at + 2) + 1);
        return length >= 8 && at + length <= end ? length : -1;
    }

    /** The packet type of the RTCP packet at {@code at}. */
    public static int type(byte[] packet, int at) {
        return packet[at + 1] & 0xff;
    }

    /** The count or feedback format of the RTCP packet at {@code at}. */
    public static int count(byte[] packet, int at) {
        return packet[at] & 0x1f;
    }
}
