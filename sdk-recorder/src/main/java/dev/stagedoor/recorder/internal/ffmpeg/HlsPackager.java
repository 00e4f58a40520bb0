package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.recorder.RecorderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** A finished file into HLS segments, without transcoding. */
public final class HlsPackager {
    private static final int SECONDS = 4;

    private HlsPackager() {}

    /**
     * What was packaged.
     *
     * @param codecs as in the {@code CODECS} attribute of a playlist
     * @param seconds how long it plays
     * @param width of the picture; 0 without
     * @param height of the picture; 0 without
     */
    public record Packaged(List<String> codecs, double seconds, int width, int height) {}

    /** Writes {@code media.m3u8}, {@code init.mp4} and segments. */
    public static Packaged run(Path file, Path folder) {
        Ffmpeg.load();
        AVFormatContext input = new AVFormatContext(null);
        Ffmpeg.check(
                avformat.avformat_open_input(input, file.toString(), null, (AVDictionary) null), "reading " + file);
        try {
            Ffmpeg.check(avformat.avformat_find_stream_info(input, (AVDictionary) null), "reading " + file);
            return copy(input, folder);
        } finally {
            avformat.avformat_close_input(input);
        }
    }

    private static Packaged copy(AVFormatContext input, Path folder) {
        AVFormatContext output = new AVFormatContext(null);
        Ffmpeg.check(
                avformat.avformat_alloc_output_context2(
                        output, null, "hls", folder.resolve("media.m3u8").toString()),
                "avformat_alloc_output_context2");
        AVPacket packet = Packets.allocate();
        AVDictionary options = new AVDictionary(null);
        try {
            List<String> codecs = new ArrayList<>();
            int[] size = new int[2];
            int[] target = streams(input, output, codecs, size);
            avutil.av_dict_set(options, "hls_time", Integer.toString(SECONDS), 0);
            avutil.av_dict_set(options, "hls_playlist_type", "vod", 0);
            avutil.av_dict_set(options, "hls_segment_type", "fmp4", 0);
            avutil.av_dict_set(options, "hls_flags", "independent_segments", 0);
            avutil.av_dict_set(
                    options,
                    "hls_segment_filename",
                    folder.resolve("segment%d.m4s").toString(),
                    0);
            Ffmpeg.check(avformat.avformat_write_header(output, options), "avformat_write_header");
            while (avformat.av_read_frame(input, packet) >= 0) {
                write(input, output, packet, target);
                avcodec.av_packet_unref(packet);
            }
            Ffmpeg.check(avformat.av_write_trailer(output), "av_write_trailer");
            return new Packaged(codecs, input.duration() / (double) avutil.AV_TIME_BASE, size[0], size[1]);
        } finally {
            avutil.av_dict_free(options);
            avcodec.av_packet_free(packet);
            avformat.avformat_free_context(output);
        }
    }

    private static int[] streams(AVFormatContext input, AVFormatContext output, List<String> codecs, int[] size) {
        int[] target = new int[input.nb_streams()];
        for (int i = 0; i < target.length; i++) {
            AVCodecParameters from = input.streams(i).codecpar();
            boolean picture = from.codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
            boolean media = picture || from.codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
            target[i] = -1;
            if (media) {
                AVStream to = Ffmpeg.present(avformat.avformat_new_stream(output, null), "avformat_new_stream");
                Ffmpeg.check(avcodec.avcodec_parameters_copy(to.codecpar(), from), "avcodec_parameters_copy");
                to.codecpar().codec_tag(0);
                target[i] = to.index();
                codecs.add(CodecNames.of(from));
                size[0] = picture ? from.width() : size[0];
                size[1] = picture ? from.height() : size[1];
            }
        }
        if (codecs.isEmpty()) {
            throw new RecorderException("there is neither sound nor picture in the file");
        }
        return target;
    }

    private static void write(AVFormatContext input, AVFormatContext output, AVPacket packet, int[] target) {
        int from = packet.stream_index();
        if (target[from] < 0) {
            return;
        }
        avcodec.av_packet_rescale_ts(
                packet,
                input.streams(from).time_base(),
                output.streams(target[from]).time_base());
        packet.stream_index(target[from]);
        packet.pos(-1);
        Ffmpeg.check(avformat.av_interleaved_write_frame(output, packet), "av_interleaved_write_frame");
    }
}
