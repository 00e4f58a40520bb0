package dev.stagedoor.recorder.internal.ffmpeg;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** A still picture of a file. */
public final class FileStill {
    private FileStill() {}

    /** The first picture from a moment on, as JPEG. */
    public static Optional<byte[]> of(Path file, double seconds, int width) {
        Ffmpeg.load();
        AVFormatContext input = new AVFormatContext(null);
        Ffmpeg.check(
                avformat.avformat_open_input(input, file.toString(), null, (AVDictionary) null), "reading " + file);
        try {
            Ffmpeg.check(avformat.avformat_find_stream_info(input, (AVDictionary) null), "reading " + file);
            for (int i = 0; i < input.nb_streams(); i++) {
                if (input.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                    return picture(input, i, seconds, width);
                }
            }
            return Optional.empty();
        } finally {
            avformat.avformat_close_input(input);
        }
    }

    private static Optional<byte[]> picture(AVFormatContext input, int stream, double seconds, int width) {
        AVStream from = input.streams(stream);
        long at = (long) (seconds * avutil.AV_TIME_BASE);
        if (at > 0) {
            avformat.av_seek_frame(input, -1, at, avformat.AVSEEK_FLAG_BACKWARD);
        }
        AVCodec codec = Ffmpeg.present(decoder(from.codecpar().codec_id()), "a decoder");
        AVCodecContext context = Ffmpeg.present(avcodec.avcodec_alloc_context3(codec), "avcodec_alloc_context3");
        AVPacket packet = Packets.allocate();
        AVFrame picture = Ffmpeg.present(avutil.av_frame_alloc(), "av_frame_alloc");
        try {
            Ffmpeg.check(
                    avcodec.avcodec_parameters_to_context(context, from.codecpar()), "avcodec_parameters_to_context");
            context.thread_count(1);
            Ffmpeg.check(avcodec.avcodec_open2(context, codec, (AVDictionary) null), "avcodec_open2");
            while (avformat.av_read_frame(input, packet) >= 0) {
                boolean ours = packet.stream_index() == stream;
                if (ours
                        && avcodec.avcodec_send_packet(context, packet) >= 0
                        && avcodec.avcodec_receive_frame(context, picture) >= 0) {
                    avcodec.av_packet_unref(packet);
                    return Optional.of(Still.of(picture, width).jpeg());
                }
                avcodec.av_packet_unref(packet);
            }
            avcodec.avcodec_send_packet(context, null);
            return avcodec.avcodec_receive_frame(context, picture) >= 0
                    ? Optional.of(Still.of(picture, width).jpeg())
                    : Optional.empty();
        } finally {
            avutil.av_frame_free(picture);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    private static AVCodec decoder(int codec) {
        return codec == avcodec.AV_CODEC_ID_AV1
                ? avcodec.avcodec_find_decoder_by_name("libaom-av1")
                : avcodec.avcodec_find_decoder(codec);
    }
}
