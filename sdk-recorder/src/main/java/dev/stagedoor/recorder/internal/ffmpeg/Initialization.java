package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.rtc.codec.MediaCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;

/** Reads initialization segments. */
public final class Initialization {
    private Initialization() {}

    /** The tracks that a file tells of, those that we can name. */
    public static List<TrackFormat> read(Path file) {
        Ffmpeg.load();
        AVFormatContext context = new AVFormatContext(null);
        Ffmpeg.check(
                avformat.avformat_open_input(context, file.toString(), null, (AVDictionary) null), "reading " + file);
        try {
            List<TrackFormat> formats = new ArrayList<>();
            for (int i = 0; i < context.nb_streams(); i++) {
                AVCodecParameters parameters = context.streams(i).codecpar();
                for (MediaCodec codec : MediaCodec.values()) {
                    if (Ffmpeg.id(codec) == parameters.codec_id()) {
                        formats.add(
                                new TrackFormat(codec, parameters.width(), parameters.height(), 0, 0, -1, new byte[0]));
                    }
                }
            }
            return formats;
        } finally {
            avformat.avformat_close_input(context);
        }
    }
}
