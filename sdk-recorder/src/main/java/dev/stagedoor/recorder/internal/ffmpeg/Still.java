package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A key frame as JPEG, with what its brightness is like.
 *
 * @param mean average luma, 0 black to 255 white
 * @param contrast standard deviation of the luma
 */
public record Still(byte[] jpeg, int width, int height, double mean, double contrast) {
    private static final int QUALITY = 4;
    private static final int SAMPLE_EVERY = 7;

    /** Decodes a key frame and scales it down to a width; empty when it cannot be decoded. */
    public static Optional<Still> of(MediaCodec codec, byte[] keyFrame, int mostWidth) {
        try (Decoder decoder = new Decoder(codec)) {
            if (!decoder.send(keyFrame, 0)) {
                return Optional.empty();
            }
            decoder.drain();
            return decoder.receive() ? Optional.of(of(decoder.picture(), mostWidth)) : Optional.empty();
        }
    }

    static Still of(AVFrame picture, int mostWidth) {
        int width = Math.max(2, Math.min(mostWidth, picture.width()) & ~1);
        int height = Math.max(2, (int) ((long) picture.height() * width / picture.width()) & ~1);
        AVFrame scaled = Ffmpeg.present(avutil.av_frame_alloc(), "av_frame_alloc");
        try {
            scaled.format(avutil.AV_PIX_FMT_YUVJ420P);
            scaled.width(width);
            scaled.height(height);
            scaled.color_range(avutil.AVCOL_RANGE_JPEG);
            Ffmpeg.check(avutil.av_frame_get_buffer(scaled, 0), "av_frame_get_buffer");
            scale(picture, scaled);
            double[] luma = luma(scaled);
            return new Still(encode(scaled), width, height, luma[0], luma[1]);
        } finally {
            avutil.av_frame_free(scaled);
        }
    }

    private static void scale(AVFrame from, AVFrame to) {
        SwsContext context = Ffmpeg.present(
                swscale.sws_getContext(
                        from.width(),
                        from.height(),
                        from.format(),
                        to.width(),
                        to.height(),
                        to.format(),
                        swscale.SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null),
                "sws_getContext");
        try {
            Ffmpeg.check(swscale.sws_scale_frame(context, to, from), "sws_scale_frame");
        } finally {
            swscale.sws_freeContext(context);
        }
    }

    private static double[] luma(AVFrame picture) {
        BytePointer plane = picture.data(0);
        int stride = picture.linesize(0);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = 0; y < picture.height(); y += SAMPLE_EVERY) {
            for (int x = 0; x < picture.width(); x += SAMPLE_EVERY) {
                int value = plane.get((long) y * stride + x) & 0xff;
                sum += value;
                squares += (double) value * value;
                count++;
            }
        }
        double mean = sum / count;
        return new double[] {mean, Math.sqrt(Math.max(0, squares / count - mean * mean))};
    }

    private static byte[] encode(AVFrame picture) {
        AVCodec codec = Ffmpeg.present(avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG), "mjpeg");
        AVCodecContext context = Ffmpeg.present(avcodec.avcodec_alloc_context3(codec), "avcodec_alloc_context3");
        AVPacket packet = Packets.allocate();
        try {
            context.width(picture.width());
            context.height(picture.height());
            context.pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
            context.color_range(avutil.AVCOL_RANGE_JPEG);
            context.time_base(avutil.av_make_q(1, 1));
            context.thread_count(1);
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
            context.global_quality(QUALITY * avutil.FF_QP2LAMBDA);
            picture.quality(QUALITY * avutil.FF_QP2LAMBDA);
            Ffmpeg.check(avcodec.avcodec_open2(context, codec, (AVDictionary) null), "mjpeg");
            Ffmpeg.check(avcodec.avcodec_send_frame(context, picture), "avcodec_send_frame");
            Ffmpeg.check(avcodec.avcodec_receive_packet(context, packet), "avcodec_receive_packet");
            return Packets.copy(packet.data(), packet.size());
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }
}
