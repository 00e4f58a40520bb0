package dev.stagedoor.recorder;

import dev.stagedoor.recorder.internal.ffmpeg.HlsPackager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes HLS (RFC 8216) with fragmented MP4 of a finished file, for whoever serves uploads. Nothing is transcoded. */
public final class VideoPackager {
    /** The multivariant playlist in the folder. */
    public static final String PLAYLIST = "video.m3u8";

    private VideoPackager() {}

    /**
     * Packages a file into a folder: {@value #PLAYLIST}, the media playlist it names, an initialization segment, and segments of about four seconds that begin with
     * a key frame. Reads and writes as fast as the disk allows: call it on a thread that may block.
     *
     * @param file an MP4 or another container that FFmpeg reads, with encodings that browsers play: H.264, VP9 or AV1, Opus or AAC
     * @param folder where to; made if it is not there
     * @return how long it plays, in seconds
     * @throws RecorderException when it is no such file, or the disk refuses
     */
    public static double toHls(Path file, Path folder) {
        try {
            Files.createDirectories(folder);
            HlsPackager.Packaged done = HlsPackager.run(file, folder);
            long bandwidth = Math.max(1, Math.round(Files.size(file) * 8 / Math.max(0.1, done.seconds())));
            String size = done.width() > 0 ? ",RESOLUTION=" + done.width() + "x" + done.height() : "";
            String playlist = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-STREAM-INF:BANDWIDTH="
                    + bandwidth + ",CODECS=\"" + String.join(",", done.codecs()) + "\"" + size + "\nmedia.m3u8\n";
            Files.writeString(folder.resolve(PLAYLIST), playlist, StandardCharsets.UTF_8);
            return done.seconds();
        } catch (IOException fault) {
            throw new RecorderException("the file " + file + " cannot be packaged", fault);
        }
    }

    /**
     * Takes a still picture from a packaged or plain file.
     *
     * @param file a file with pictures that FFmpeg reads
     * @param seconds where in it, at least 0; the next key frame is taken
     * @param width the most the picture is wide, in pixels
     * @return a JPEG; empty when there are no pictures there
     * @throws RecorderException when it is no such file
     */
    public static Optional<byte[]> still(Path file, double seconds, int width) {
        return dev.stagedoor.recorder.internal.ffmpeg.FileStill.of(file, seconds, width);
    }
}
