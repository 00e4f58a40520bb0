package dev.stagedoor.recorder.stage;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Makes real encoded media: a grey ramp that moves, with the frame's number in its brightness, and a tone. */
public final class Encoder implements AutoCloseable {
    public static final int OPUS_TICKS = 960;

    private final MediaCodec codec;
    private final AVCodecContext context;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final Random noise = new Random(1);
    private long count;

    private Encoder(MediaCodec codec, String name, int width, int height, int framesPerSecond, int bitrate) {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        this.codec = codec;
        AVCodec encoder = avcodec.avcodec_find_encoder_by_name(name);
        context = avcodec.avcodec_alloc_context3(encoder);
        context.bit_rate(bitrate);
        context.thread_count(1);
        AVDictionary options = new AVDictionary(null);
        if (codec.isVideo()) {
            context.width(width);
            context.height(height);
            context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
            context.time_base(avutil.av_make_q(1, framesPerSecond));
            context.framerate(avutil.av_make_q(framesPerSecond, 1));
            context.gop_size(100_000);
            context.max_b_frames(0);
            frame.format(avutil.AV_PIX_FMT_YUV420P);
            frame.width(width);
            frame.height(height);
            avutil.av_dict_set(options, "deadline", "realtime", 0);
            avutil.av_dict_set(options, "cpu-used", "8", 0);
            avutil.av_dict_set(options, "usage", "realtime", 0);
            avutil.av_dict_set(options, "lag-in-frames", "0", 0);
            avutil.av_dict_set(options, "allow_skip_frames", "0", 0);
        } else {
            context.sample_rate(48_000);
            context.sample_fmt(avutil.AV_SAMPLE_FMT_FLT);
            avutil.av_channel_layout_default(context.ch_layout(), 2);
            context.time_base(avutil.av_make_q(1, 48_000));
            frame.format(avutil.AV_SAMPLE_FMT_FLT);
            frame.nb_samples(OPUS_TICKS);
            frame.sample_rate(48_000);
            avutil.av_channel_layout_default(frame.ch_layout(), 2);
        }
        if (avcodec.avcodec_open2(context, encoder, options) < 0) {
            throw new IllegalStateException("cannot open " + name);
        }
        avutil.av_frame_get_buffer(frame, 0);
    }

    public static Encoder video(MediaCodec codec, int width, int height, int framesPerSecond, int bitrate) {
        String name = switch (codec) {
            case H264 -> "libopenh264";
            case VP8 -> "libvpx";
            case VP9 -> "libvpx-vp9";
            case AV1 -> "libaom-av1";
            case OPUS -> throw new IllegalArgumentException("not video");
        };
        return new Encoder(codec, name, width, height, framesPerSecond, bitrate);
    }

    public static Encoder opus() {
        return new Encoder(MediaCodec.OPUS, "libopus", 0, 0, 0, 64_000);
    }

    /** The next picture, as a key frame when wanted; {@code brightness} 0 to 255 for the whole of it, -1 for a moving ramp. */
    public EncodedFrame picture(boolean key, long timestamp, int brightness) {
        avutil.av_frame_make_writable(frame);
        fill(frame.data(0), frame.linesize(0), frame.width(), frame.height(), brightness);
        fill(frame.data(1), frame.linesize(1), frame.width() / 2, frame.height() / 2, 128);
        fill(frame.data(2), frame.linesize(2), frame.width() / 2, frame.height() / 2, 128);
        frame.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        return encode(timestamp);
    }

    private void fill(BytePointer plane, int stride, int width, int height, int value) {
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = (byte) (value >= 0 ? value : 32 + (x + y + (int) count * 3) % 192);
            }
            plane.position((long) y * stride).put(row, 0, width);
        }
        plane.position(0);
    }

    public long count() {
        return count;
    }

    /** The next 20 ms of a tone with noise: no two packets are alike. */
    public EncodedFrame tone(long timestamp) {
        avutil.av_frame_make_writable(frame);
        java.nio.FloatBuffer samples = frame.data(0)
                .capacity(OPUS_TICKS * 8L)
                .asByteBuffer()
                .order(java.nio.ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < OPUS_TICKS; i++) {
            double tone = Math.sin(2 * Math.PI * 440 * (count * OPUS_TICKS + i) / 48_000);
            float value = (float) (0.3 * tone + 0.2 * noise.nextDouble());
            samples.put(value).put(value);
        }
        return encode(timestamp);
    }

    private EncodedFrame encode(long timestamp) {
        frame.pts(codec.isVideo() ? count : count * OPUS_TICKS);
        count++;
        if (avcodec.avcodec_send_frame(context, frame) < 0) {
            throw new IllegalStateException("the encoder takes no frame");
        }
        List<byte[]> parts = new ArrayList<>();
        boolean key = false;
        while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
            byte[] part = new byte[packet.size()];
            packet.data().get(part);
            parts.add(part);
            key |= (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
            avcodec.av_packet_unref(packet);
        }
        if (parts.size() != 1) {
            throw new IllegalStateException("expected one packet for one frame, got " + parts.size());
        }
        return new EncodedFrame(codec, parts.get(0), timestamp, key);
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
