package dev.stagedoor.recorder;

import dev.stagedoor.recorder.internal.ffmpeg.Prober;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a media file has in it, as FFmpeg reads it.
 *
 * @param duration of the longest track; zero when nothing in it has a time
 * @param video whether there is a moving picture; cover art and single pictures do not count
 * @param audio whether there is sound
 * @param width pixels of the picture, −1 without one
 * @param height pixels of the picture, −1 without one
 */
public record MediaFile(Duration duration, boolean video, boolean audio, int width, int height) {
    /**
     * Reads the container and, where that does not tell the length, every packet. Nothing is decoded beyond what names the format. Blocks as
     * long as the disk takes.
     *
     * @param file any file
     * @return empty when it is no media file
     * @throws RecorderException when FFmpeg's native part is missing
     */
    public static Optional<MediaFile> read(Path file) {
        return Prober.read(file);
    }
}
