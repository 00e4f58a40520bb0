package dev.stagedoor.recorder.stage;

import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** What players find in a recording: the playlist read by another library, the media by FFmpeg's demuxer and decoders. */
public final class Probe {
    public final MediaPlaylist playlist;
    public final List<Run> runs = new ArrayList<>();

    /** Segments between two breaks. */
    public record Run(List<MediaSegment> segments, List<Track> tracks) {
        public Track video() {
            return tracks.stream().filter(track -> track.width > 0).findFirst().orElseThrow();
        }

        public Track audio() {
            return tracks.stream().filter(track -> track.width == 0).findFirst().orElseThrow();
        }
    }

    /** A track with its packets; times in seconds. */
    public record Track(String codec, int width, int height, List<Packet> packets, int decoded) {
        public double start() {
            return packets.get(0).time();
        }

        public double end() {
            Packet last = packets.get(packets.size() - 1);
            return last.time() + last.duration();
        }
    }

    public record Packet(double time, double duration, boolean key, byte[] data) {}

    private Probe(MediaPlaylist playlist) {
        this.playlist = playlist;
    }

    public static Probe of(Path directory) throws IOException {
        Probe probe = new Probe(new MediaPlaylistParser().readPlaylist(directory.resolve("index.m3u8")));
        List<List<MediaSegment>> runs = new ArrayList<>();
        for (MediaSegment segment : probe.playlist.mediaSegments()) {
            if (runs.isEmpty() || segment.discontinuity()) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(segment);
        }
        for (List<MediaSegment> run : runs) {
            probe.runs.add(read(directory, run));
        }
        return probe;
    }

    private static Run read(Path directory, List<MediaSegment> segments) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(Files.readAllBytes(
                directory.resolve(segments.get(0).segmentMap().orElseThrow().uri())));
        for (MediaSegment segment : segments) {
            whole.write(Files.readAllBytes(directory.resolve(segment.uri())));
        }
        Path file = Files.createTempFile("probe", ".mp4");
        try {
            Files.write(file, whole.toByteArray());
            return new Run(segments, tracks(file));
        } finally {
            Files.delete(file);
        }
    }

    /** The tracks of a file. */
    public static List<Track> tracks(Path file) {
        AVFormatContext input = new AVFormatContext(null);
        check(avformat.avformat_open_input(input, file.toString(), null, (AVDictionary) null));
        check(avformat.avformat_find_stream_info(input, (AVDictionary) null));
        List<List<Packet>> packets = new ArrayList<>();
        List<AVCodecContext> decoders = new ArrayList<>();
        int[] decoded = new int[input.nb_streams()];
        for (int i = 0; i < input.nb_streams(); i++) {
            packets.add(new ArrayList<>());
            decoders.add(decoder(input.streams(i)));
        }
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        while (avformat.av_read_frame(input, packet) >= 0) {
            int stream = packet.stream_index();
            double tick = avutil.av_q2d(input.streams(stream).time_base());
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            packets.get(stream)
                    .add(new Packet(
                            packet.pts() * tick,
                            packet.duration() * tick,
                            (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0,
                            data));
            decoded[stream] += decode(decoders.get(stream), packet, frame);
            avcodec.av_packet_unref(packet);
        }
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < input.nb_streams(); i++) {
            decoded[i] += decode(decoders.get(i), null, frame);
            var parameters = input.streams(i).codecpar();
            tracks.add(new Track(
                    avcodec.avcodec_get_name(parameters.codec_id()).getString(),
                    parameters.width(),
                    parameters.height(),
                    packets.get(i),
                    decoded[i]));
            avcodec.avcodec_free_context(decoders.get(i));
        }
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(input);
        return tracks;
    }

    private static AVCodecContext decoder(AVStream stream) {
        int id = stream.codecpar().codec_id();
        var codec = id == avcodec.AV_CODEC_ID_AV1
                ? avcodec.avcodec_find_decoder_by_name("libaom-av1")
                : avcodec.avcodec_find_decoder(id);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        check(avcodec.avcodec_parameters_to_context(context, stream.codecpar()));
        context.thread_count(1);
        context.err_recognition(avcodec.AV_EF_EXPLODE);
        check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
        return context;
    }

    private static int decode(AVCodecContext decoder, AVPacket packet, AVFrame frame) {
        int frames = 0;
        if (avcodec.avcodec_send_packet(decoder, packet) < 0) {
            return 0;
        }
        while (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
            frames++;
        }
        return frames;
    }

    private static void check(int result) {
        if (result < 0) {
            throw new AssertionError("FFmpeg says " + result);
        }
    }

    /** Seconds by the playlist. */
    public double seconds() {
        return playlist.mediaSegments().stream()
                .mapToDouble(MediaSegment::duration)
                .sum();
    }
}
