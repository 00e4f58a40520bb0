package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Reads from a key frame what a decoder must know before it. */
public final class KeyFrameInspector implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final MediaCodec codec;
    private final AVCodecContext context;
    private final AVPacket packet = Packets.allocate();
    private final AVBSFContext filter;

    /** An inspector for a video codec. */
    public KeyFrameInspector(MediaCodec codec) {
        Ffmpeg.load();
        this.codec = codec;
        context = Ffmpeg.present(avcodec.avcodec_alloc_context3(null), "avcodec_alloc_context3");
        context.codec_id(Ffmpeg.id(codec));
        context.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
        filter = new AVBSFContext(null);
        String name = hasSetup(codec) ? "extract_extradata" : "null";
        Ffmpeg.check(avcodec.av_bsf_alloc(avcodec.av_bsf_get_by_name(name), filter), name);
        filter.par_in().codec_id(Ffmpeg.id(codec));
        filter.par_in().codec_type(avutil.AVMEDIA_TYPE_VIDEO);
        Ffmpeg.check(avcodec.av_bsf_init(filter), "av_bsf_init");
    }

    /** The format, or empty when the frame does not say its size or lacks its parameter sets. */
    public Optional<TrackFormat> inspect(byte[] keyFrame) {
        if (codec == MediaCodec.VP9) {
            Vp9Header header = Vp9Header.of(keyFrame);
            return format(header.width(), header.height(), header.profile(), NOTHING, avutil.AV_PIX_FMT_YUV420P);
        }
        Packets.fill(packet, keyFrame);
        AVCodecParserContext parser = Ffmpeg.present(avcodec.av_parser_init(context.codec_id()), "av_parser_init");
        try (PointerPointer<BytePointer> out = new PointerPointer<>(1);
                IntPointer size = new IntPointer(1)) {
            parser.flags(parser.flags() | AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES);
            avcodec.av_parser_parse2(
                    parser, context, out, size, packet.data(), packet.size(), avutil.AV_NOPTS_VALUE, 0, 0);
            int pixels = parser.format() >= 0 ? parser.format() : avutil.AV_PIX_FMT_YUV420P;
            return format(parser.width(), parser.height(), context.profile(), setup(), pixels);
        } finally {
            avcodec.av_parser_close(parser);
        }
    }

    private Optional<TrackFormat> format(int width, int height, int profile, byte[] setup, int pixels) {
        return width <= 0 || height <= 0 || hasSetup(codec) && setup.length == 0
                ? Optional.empty()
                : Optional.of(new TrackFormat(codec, width, height, profile, context.level(), pixels, setup));
    }

    private static boolean hasSetup(MediaCodec codec) {
        return codec == MediaCodec.H264 || codec == MediaCodec.AV1;
    }

    private byte[] setup() {
        if (avcodec.av_bsf_send_packet(filter, packet) < 0 || avcodec.av_bsf_receive_packet(filter, packet) < 0) {
            return NOTHING;
        }
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA, size);
            return data == null || data.isNull() ? NOTHING : Packets.copy(data, (int) size.get());
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        avcodec.av_bsf_free(filter);
        avcodec.avcodec_free_context(context);
        avcodec.av_packet_free(packet);
    }
}
