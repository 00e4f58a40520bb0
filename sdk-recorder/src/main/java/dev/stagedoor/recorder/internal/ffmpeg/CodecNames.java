package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.recorder.RecorderException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/** Names of encodings as browsers read them (RFC 6381). */
final class CodecNames {
    private CodecNames() {}

    static String of(AVCodecParameters parameters) {
        int codec = parameters.codec_id();
        if (codec == avcodec.AV_CODEC_ID_H264) {
            return avc(parameters);
        }
        if (codec == avcodec.AV_CODEC_ID_VP9) {
            return "vp09.00.31.08";
        }
        if (codec == avcodec.AV_CODEC_ID_AV1) {
            return "av01.0.08M.08";
        }
        if (codec == avcodec.AV_CODEC_ID_OPUS) {
            return "opus";
        }
        if (codec == avcodec.AV_CODEC_ID_AAC) {
            return "mp4a.40.2";
        }
        throw new RecorderException(
                "no browser plays " + avcodec.avcodec_get_name(codec).getString() + " by HLS");
    }

    /** Profile, constraints and level stand in the configuration record (ISO/IEC 14496-15 section 5.3.3.1). */
    private static String avc(AVCodecParameters parameters) {
        byte[] head = parameters.extradata_size() >= 4
                ? Packets.copy(parameters.extradata(), 4)
                : new byte[] {1, 0x42, 0x40, 0x1f};
        return head[0] == 1
                ? String.format("avc1.%02x%02x%02x", head[1], head[2], head[3])
                : String.format("avc1.%02x%02x%02x", parameters.profile() & 0xff, 0x40, parameters.level() & 0xff);
    }
}
