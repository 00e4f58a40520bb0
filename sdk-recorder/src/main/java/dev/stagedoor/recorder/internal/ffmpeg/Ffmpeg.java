package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.jspecify.annotations.Nullable;

/** Loads FFmpeg once, lazily, and words its errors. Thread-safe. */
public final class Ffmpeg {
    private static final int TEXT_BYTES = 256;

    private Ffmpeg() {}

    /** Loads happen in here; a second touch costs nothing, and a failure stays. */
    private static final class Loaded {
        private static final @Nullable LinkageError FAULT;
        private static final String VERSION;

        static {
            LinkageError fault = null;
            String version = "";
            try {
                version = link();
            } catch (LinkageError e) {
                fault = e;
            }
            FAULT = fault;
            VERSION = version;
        }

        private static String link() {
            avutil.av_log_set_level(avutil.AV_LOG_FATAL);
            avcodec.avcodec_version();
            avformat.avformat_version();
            swscale.swscale_version();
            return avutil.av_version_info().getString(StandardCharsets.UTF_8);
        }
    }

    /**
     * Unpacks and loads the native libraries.
     *
     * @return FFmpeg's version
     * @throws RecorderException when there are none for this platform
     */
    public static String load() {
        LinkageError fault = Loaded.FAULT;
        if (fault != null) {
            throw new RecorderException(
                    "FFmpeg's native part is missing: add org.bytedeco:ffmpeg and org.bytedeco:javacpp with this platform's classifier",
                    fault);
        }
        return Loaded.VERSION;
    }

    /** FFmpeg's number of a codec. */
    static int id(MediaCodec codec) {
        return switch (codec) {
            case OPUS -> avcodec.AV_CODEC_ID_OPUS;
            case VP8 -> avcodec.AV_CODEC_ID_VP8;
            case VP9 -> avcodec.AV_CODEC_ID_VP9;
            case H264 -> avcodec.AV_CODEC_ID_H264;
            case AV1 -> avcodec.AV_CODEC_ID_AV1;
        };
    }

    /** Passes a result on, and turns an error code into an exception. */
    static int check(int result, String what) {
        if (result < 0) {
            byte[] text = new byte[TEXT_BYTES];
            avutil.av_strerror(result, text, text.length);
            int end = 0;
            while (end < text.length && text[end] != 0) {
                end++;
            }
            throw new RecorderException(what + ": " + new String(text, 0, end, StandardCharsets.UTF_8));
        }
        return result;
    }

    /** Turns a null pointer into an exception. */
    static <T extends org.bytedeco.javacpp.Pointer> T present(T pointer, String what) {
        if (pointer == null || pointer.isNull()) {
            throw new RecorderException(what + ": out of memory or not available");
        }
        return pointer;
    }
}
