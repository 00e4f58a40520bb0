package dev.stagedoor.mediaserver.internal.forward;

import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.sdp.RtpCodec;

/** Finds the first packets of key frames, by codec. */
public final class KeyFrames {
    private static final int H264_IDR = 5;
    private static final int H264_SPS = 7;
    private static final int H264_STAP_A = 24;
    private static final int H264_FU_A = 28;

    private KeyFrames() {}

    /** The test for a codec; one that never finds any for codecs without key frames. */
    public static KeyFrameTest of(RtpCodec codec) {
        return MediaCodec.of(codec.name()).map(KeyFrames::of).orElse((packet, offset, length) -> false);
    }

    private static KeyFrameTest of(MediaCodec codec) {
        return switch (codec) {
            case VP8 -> KeyFrames::vp8;
            case VP9 -> KeyFrames::vp9;
            case H264 -> KeyFrames::h264;
            case AV1 -> (packet, at, length) -> length > 0 && (packet[at] & 0x08) != 0;
            case OPUS -> (packet, at, length) -> false;
        };
    }

    /** RFC 7741 section 4.2: start of partition 0, and the P bit of the payload header is 0. */
    private static boolean vp8(byte[] packet, int at, int length) {
        if (length < 2 || (packet[at] & 0x17) != 0x10) {
            return false;
        }
        int next = at + 1;
        int end = at + length;
        if ((packet[at] & 0x80) != 0) {
            int extended = packet[next++];
            if ((extended & 0x80) != 0 && next < end) {
                next += (packet[next] & 0x80) != 0 ? 2 : 1;
            }
            next += (extended & 0x40) != 0 ? 1 : 0;
            next += (extended & 0x30) != 0 ? 1 : 0;
        }
        return next < end && (packet[next] & 0x01) == 0;
    }

    /** RFC 9628 section 4.2: start of a frame that is not predicted from another, on the lowest spatial layer. */
    private static boolean vp9(byte[] packet, int at, int length) {
        if (length < 2 || (packet[at] & 0x48) != 0x08) {
            return false;
        }
        int next = at + 1;
        if ((packet[at] & 0x80) != 0) {
            next += (packet[next] & 0x80) != 0 ? 2 : 1;
        }
        boolean layers = (packet[at] & 0x20) != 0;
        return !layers || next < at + length && (packet[next] & 0x0e) == 0;
    }

    /** RFC 6184: an SPS, or the start of an IDR picture. */
    private static boolean h264(byte[] packet, int at, int length) {
        if (length < 2) {
            return false;
        }
        int type = packet[at] & 0x1f;
        if (type == H264_STAP_A) {
            return stapA(packet, at + 1, at + length);
        }
        if (type == H264_FU_A) {
            return (packet[at + 1] & 0x80) != 0 && begins(packet[at + 1] & 0x1f);
        }
        return begins(type);
    }

    private static boolean stapA(byte[] packet, int from, int end) {
        int next = from;
        while (next + 3 <= end) {
            if (begins(packet[next + 2] & 0x1f)) {
                return true;
            }
            next += 2 + Bytes.u16(packet, next);
        }
        return false;
    }

    private static boolean begins(int type) {
        return type == H264_IDR || type == H264_SPS;
    }
}
