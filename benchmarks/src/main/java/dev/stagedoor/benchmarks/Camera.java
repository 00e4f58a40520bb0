package dev.stagedoor.benchmarks;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.Random;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Encodes a noisy moving ramp, which makes an encoder use all of its bitrate. */
final class Camera implements AutoCloseable {
    private static final int PATTERNS = 16;

    private final MediaCodec codec;
    private final int width;
    private final int height;
    private final AVCodecContext context;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final byte[][] rows = new byte[PATTERNS][];
    private final Random random = new Random(1);
    private long count;

    Camera(MediaCodec codec, int width, int height, int bitrate) {
        this.codec = codec;
        this.width = width;
        this.height = height;
        AVCodec encoder = avcodec.avcodec_find_encoder_by_name(
                codec == MediaCodec.H264 ? "libopenh264" : codec == MediaCodec.VP8 ? "libvpx" : "libvpx-vp9");
        context = avcodec.avcodec_alloc_context3(encoder);
        context.width(width);
        context.height(height);
        context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.time_base(avutil.av_make_q(1, 30));
        context.framerate(avutil.av_make_q(30, 1));
        context.bit_rate(bitrate);
        context.rc_max_rate(bitrate);
        context.rc_buffer_size(bitrate);
        context.gop_size(100_000);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "rc_mode", "bitrate", 0);
        avutil.av_dict_set(options, "deadline", "realtime", 0);
        avutil.av_dict_set(options, "cpu-used", "8", 0);
        avutil.av_dict_set(options, "lag-in-frames", "0", 0);
        if (avcodec.avcodec_open2(context, encoder, options) < 0) {
            throw new IllegalStateException("no encoder for " + codec);
        }
        avutil.av_dict_free(options);
        frame.format(avutil.AV_PIX_FMT_YUV420P);
        frame.width(width);
        frame.height(height);
        avutil.av_frame_get_buffer(frame, 0);
        for (int i = 0; i < PATTERNS; i++) {
            rows[i] = noise(2 * width);
        }
    }

    private byte[] noise(int length) {
        byte[] row = new byte[length];
        for (int x = 0; x < length; x++) {
            row[x] = (byte) (60 + x * 100 / length + random.nextInt(32));
        }
        return row;
    }

    /** The next picture. */
    EncodedFrame picture(boolean key) {
        avutil.av_frame_make_writable(frame);
        for (int plane = 0; plane < 3; plane++) {
            int divisor = plane == 0 ? 1 : 2;
            BytePointer bytes = frame.data(plane);
            for (int y = 0; y < height / divisor; y++) {
                bytes.position((long) y * frame.linesize(plane))
                        .put(rows[random.nextInt(PATTERNS)], (int) (count * 3 % width), width / divisor);
            }
            bytes.position(0);
        }
        frame.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        frame.pts(count);
        if (avcodec.avcodec_send_frame(context, frame) < 0 || avcodec.avcodec_receive_packet(context, packet) < 0) {
            throw new IllegalStateException("the encoder of " + codec + " gives nothing");
        }
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        boolean isKey = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        avcodec.av_packet_unref(packet);
        return new EncodedFrame(codec, data, count++ * 3000, isKey);
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
