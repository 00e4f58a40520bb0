package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.recorder.RecorderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Fragments into one MP4 whose index comes first. One track a codec. */
public final class Remuxer implements AutoCloseable {
    private static final long NOWHERE = Long.MIN_VALUE;

    private final AVFormatContext output = new AVFormatContext(null);
    private final AVPacket packet = Packets.allocate();
    private final Map<Integer, Integer> streamOfCodec = new HashMap<>();
    private final Map<Integer, Long> lastTime = new HashMap<>();
    private boolean started;

    /** Writes to this file, replacing it. */
    public Remuxer(Path target) {
        Ffmpeg.load();
        Ffmpeg.check(
                avformat.avformat_alloc_output_context2(output, null, "mp4", target.toString()),
                "avformat_alloc_output_context2");
        AVIOContext file = new AVIOContext(null);
        Ffmpeg.check(avformat.avio_open(file, target.toString(), avformat.AVIO_FLAG_WRITE), "opening " + target);
        output.pb(file);
    }

    /** Announces the tracks of all parts; before any is added. */
    public void announce(List<Path> initializations) {
        initializations.forEach(this::announce);
        AVDictionary options = new AVDictionary(null);
        try {
            avutil.av_dict_set(options, "movflags", "faststart", 0);
            Ffmpeg.check(avformat.avformat_write_header(output, options), "avformat_write_header");
            started = true;
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private void announce(Path initialization) {
        AVFormatContext input = new AVFormatContext(null);
        Ffmpeg.check(
                avformat.avformat_open_input(input, initialization.toString(), null, (AVDictionary) null),
                "reading " + initialization);
        try {
            for (int i = 0; i < input.nb_streams(); i++) {
                addStream(input.streams(i));
            }
        } finally {
            avformat.avformat_close_input(input);
        }
    }

    private void addStream(AVStream from) {
        AVCodecParameters parameters = from.codecpar();
        if (streamOfCodec.containsKey(parameters.codec_id())) {
            return;
        }
        AVStream to = Ffmpeg.present(avformat.avformat_new_stream(output, null), "avformat_new_stream");
        Ffmpeg.check(avcodec.avcodec_parameters_copy(to.codecpar(), parameters), "avcodec_parameters_copy");
        to.codecpar().codec_tag(0);
        to.time_base(from.time_base());
        streamOfCodec.put(parameters.codec_id(), to.index());
    }

    /** Adds segments that share an initialization segment, which is the first of the files. */
    public void add(List<Path> files) throws IOException {
        AVFormatContext input = Ffmpeg.present(avformat.avformat_alloc_context(), "avformat_alloc_context");
        try (FileSequence bytes = new FileSequence(files)) {
            input.pb(bytes.context());
            Ffmpeg.check(avformat.avformat_open_input(input, "", null, (AVDictionary) null), "reading " + files.get(0));
            try {
                copy(input);
            } finally {
                avformat.avformat_close_input(input);
            }
            IOException fault = bytes.fault();
            if (fault != null) {
                throw fault;
            }
        }
    }

    private void copy(AVFormatContext input) {
        while (avformat.av_read_frame(input, packet) >= 0) {
            AVStream from = input.streams(packet.stream_index());
            Integer index = streamOfCodec.get(from.codecpar().codec_id());
            if (index != null) {
                AVStream to = output.streams(index);
                avcodec.av_packet_rescale_ts(packet, from.time_base(), to.time_base());
                packet.stream_index(index);
                packet.pos(-1);
                place(index);
                Ffmpeg.check(avformat.av_interleaved_write_frame(output, packet), "av_interleaved_write_frame");
            }
            avcodec.av_packet_unref(packet);
        }
    }

    private void place(int stream) {
        long last = lastTime.getOrDefault(stream, NOWHERE);
        if (packet.dts() <= last) {
            packet.dts(last + 1);
            packet.pts(Math.max(packet.pts(), packet.dts()));
        }
        lastTime.put(stream, packet.dts());
    }

    /** Writes the index and closes the file. */
    public void finish() {
        if (!started) {
            throw new RecorderException("nothing to export");
        }
        started = false;
        Ffmpeg.check(avformat.av_write_trailer(output), "av_write_trailer");
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avio_closep(output.pb());
        avformat.avformat_free_context(output);
    }
}
