package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.rtc.codec.MediaCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Pictures of another codec to H.264 with parameter sets in every key frame, in the caller's thread. */
public final class Transcoder implements AutoCloseable {
    private static final int TICKS = 90_000;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int GROUP_OF_PICTURES = 3_000;
    private static final int BITS_PER_PIXEL_AND_SECOND = 2;
    private static final int LEAST_BITRATE = 200_000;

    private final Decoder decoder;
    private final Sink sink;
    private final AVPacket packet = Packets.allocate();
    private @Nullable AVCodecContext encoder;
    private int width;
    private int height;

    /** Takes the encoded pictures. */
    public interface Sink {
        void encoded(byte[] data, long ticks, boolean key);
    }

    /** Transcodes from this codec. */
    public Transcoder(MediaCodec from, Sink sink) {
        this.decoder = new Decoder(from);
        this.sink = sink;
    }

    /**
     * Takes a frame.
     *
     * @param key whether the picture is to be a key frame
     * @param wanted whether the picture is to be encoded; what is only decoded keeps the next ones right
     * @return whether the frame could be decoded
     */
    public boolean accept(byte[] data, long ticks, boolean key, boolean wanted) {
        if (!decoder.send(data, ticks)) {
            return false;
        }
        while (decoder.receive()) {
            if (wanted) {
                encode(decoder.picture(), key);
            }
        }
        return true;
    }

    private void encode(AVFrame picture, boolean key) {
        AVCodecContext open = encoderFor(picture);
        picture.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        Ffmpeg.check(avcodec.avcodec_send_frame(open, picture), "avcodec_send_frame");
        while (avcodec.avcodec_receive_packet(open, packet) >= 0) {
            byte[] data = Packets.copy(packet.data(), packet.size());
            sink.encoded(data, packet.pts(), (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0);
            avcodec.av_packet_unref(packet);
        }
    }

    private AVCodecContext encoderFor(AVFrame picture) {
        AVCodecContext open = encoder;
        if (open != null && width == picture.width() && height == picture.height()) {
            return open;
        }
        closeEncoder();
        width = picture.width();
        height = picture.height();
        open = open(width, height);
        encoder = open;
        return open;
    }

    private static AVCodecContext open(int width, int height) {
        AVCodec codec = Ffmpeg.present(avcodec.avcodec_find_encoder_by_name("libopenh264"), "libopenh264");
        AVCodecContext context = Ffmpeg.present(avcodec.avcodec_alloc_context3(codec), "avcodec_alloc_context3");
        context.width(width);
        context.height(height);
        context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.time_base(avutil.av_make_q(1, TICKS));
        context.framerate(avutil.av_make_q(FRAMES_PER_SECOND, 1));
        context.bit_rate(Math.max(LEAST_BITRATE, (long) width * height * BITS_PER_PIXEL_AND_SECOND));
        context.gop_size(GROUP_OF_PICTURES);
        context.thread_count(1);
        AVDictionary options = new AVDictionary(null);
        try {
            avutil.av_dict_set(options, "rc_mode", "bitrate", 0);
            avutil.av_dict_set(options, "allow_skip_frames", "0", 0);
            Ffmpeg.check(avcodec.avcodec_open2(context, codec, options), "libopenh264 " + width + "x" + height);
        } finally {
            avutil.av_dict_free(options);
        }
        return context;
    }

    private void closeEncoder() {
        AVCodecContext open = encoder;
        encoder = null;
        if (open != null) {
            avcodec.avcodec_free_context(open);
        }
    }

    @Override
    public void close() {
        closeEncoder();
        decoder.close();
        avcodec.av_packet_free(packet);
    }
}
