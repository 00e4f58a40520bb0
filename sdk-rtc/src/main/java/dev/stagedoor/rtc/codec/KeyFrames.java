package dev.stagedoor.rtc.codec;

/** Tells from a packet's payload whether a key frame begins in it. Total and without allocation. */
public final class KeyFrames {
    private static final int H264_TYPE = 0x1f;
    private static final int H264_IDR = 5;
    private static final int H264_SPS = 7;
    private static final int H264_STAP_A = 24;
    private static final int H264_FU_A = 28;

    private KeyFrames() {}

    /**
     * Whether decoding can begin with this packet. For H.264 that is a packet with an IDR slice's first part or with a
     * sequence parameter set; for audio every packet.
     */
    public static boolean beginsIn(MediaCodec codec, byte[] buffer, int offset, int length) {
        if (length < 1) {
            return false;
        }
        return switch (codec) {
            case OPUS -> true;
            case VP8 -> vp8(buffer, offset, length);
            case VP9 -> vp9(buffer, offset, length);
            case H264 -> h264(buffer, offset, length);
            case AV1 -> (buffer[offset] & 0x88) == 0x08;
        };
    }

    private static boolean vp8(byte[] buffer, int offset, int length) {
        int descriptor = Vp8Descriptor.length(buffer, offset, length);
        boolean firstOfFrame = (buffer[offset] & 0x17) == 0x10;
        return descriptor > 0 && firstOfFrame && length > descriptor && (buffer[offset + descriptor] & 1) == 0;
    }

    private static boolean vp9(byte[] buffer, int offset, int length) {
        int first = buffer[offset];
        boolean predicted = (first & 0x40) != 0;
        boolean begins = (first & 0x08) != 0;
        if (predicted || !begins) {
            return false;
        }
        return (first & 0x20) == 0 || spatialLayer(buffer, offset, length) == 0;
    }

    private static int spatialLayer(byte[] buffer, int offset, int length) {
        int at = offset + 1;
        if ((buffer[offset] & 0x80) != 0) {
            at += at < offset + length && (buffer[at] & 0x80) != 0 ? 2 : 1;
        }
        return at < offset + length ? buffer[at] >> 1 & 7 : -1;
    }

    private static boolean h264(byte[] buffer, int offset, int length) {
        int type = buffer[offset] & H264_TYPE;
        if (type == H264_FU_A) {
            return length > 1 && (buffer[offset + 1] & 0x80) != 0 && startsKey(buffer[offset + 1] & H264_TYPE);
        }
        if (type != H264_STAP_A) {
            return startsKey(type);
        }
        int end = offset + length;
        int at = offset + 1;
        while (at + 2 < end) {
            if (startsKey(buffer[at + 2] & H264_TYPE)) {
                return true;
            }
            at += 2 + ((buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff));
        }
        return false;
    }

    private static boolean startsKey(int nalType) {
        return nalType == H264_IDR || nalType == H264_SPS;
    }
}
