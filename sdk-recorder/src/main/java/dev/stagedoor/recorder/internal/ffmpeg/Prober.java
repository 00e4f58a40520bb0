package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.recorder.MediaFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Finds out what is in a file. */
public final class Prober {
    private static final long MICROSECONDS = 1_000_000;

    private Prober() {}

    /** {@return what is in it, or empty when FFmpeg does not know it} */
    public static Optional<MediaFile> read(Path file) {
        Ffmpeg.load();
        AVFormatContext input = new AVFormatContext(null);
        if (avformat.avformat_open_input(input, file.toString(), null, (AVDictionary) null) < 0) {
            return Optional.empty();
        }
        try {
            if (avformat.avformat_find_stream_info(input, (PointerPointer<?>) null) < 0) {
                return Optional.empty();
            }
            return Optional.of(facts(input));
        } finally {
            avformat.avformat_close_input(input);
        }
    }

    private static MediaFile facts(AVFormatContext input) {
        boolean pictures = input.iformat().name().getString().endsWith("_pipe");
        boolean video = false;
        boolean audio = false;
        int width = -1;
        int height = -1;
        for (int i = 0; i < input.nb_streams(); i++) {
            AVStream stream = input.streams(i);
            AVCodecParameters parameters = stream.codecpar();
            boolean cover = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            audio |= parameters.codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
            if (parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO && !cover && !pictures) {
                video = true;
                width = Math.max(width, parameters.width());
                height = Math.max(height, parameters.height());
            }
        }
        return new MediaFile(Duration.ofNanos(microseconds(input) * 1_000), video, audio, width, height);
    }

    private static long microseconds(AVFormatContext input) {
        return input.duration() > 0 ? input.duration() : lastPacketEnds(input);
    }

    private static long lastPacketEnds(AVFormatContext input) {
        AVPacket packet = Packets.allocate();
        long end = 0;
        try (AVRational micro = new AVRational().num(1).den((int) MICROSECONDS)) {
            while (avformat.av_read_frame(input, packet) >= 0) {
                if (packet.pts() != avutil.AV_NOPTS_VALUE) {
                    AVRational base = input.streams(packet.stream_index()).time_base();
                    end = Math.max(end, avutil.av_rescale_q(packet.pts() + packet.duration(), base, micro));
                }
                avcodec.av_packet_unref(packet);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
        return end;
    }
}
