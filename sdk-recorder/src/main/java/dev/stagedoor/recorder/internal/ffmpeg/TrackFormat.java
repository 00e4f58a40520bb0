package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.Arrays;

/**
 * What an initialization segment says of a track.
 *
 * @param width pixels; 0 for audio
 * @param height pixels; 0 for audio
 * @param profile FFmpeg's number
 * @param level FFmpeg's number
 * @param pixelFormat FFmpeg's number
 * @param setup parameter sets, sequence header or Opus head; empty when the codec has none
 */
public record TrackFormat(
        MediaCodec codec, int width, int height, int profile, int level, int pixelFormat, byte[] setup) {
    private static final byte[] OPUS_HEAD = {
        'O', 'p', 'u', 's', 'H', 'e', 'a', 'd', 1, 2, 0, 0, (byte) 0x80, (byte) 0xbb, 0, 0, 0, 0, 0
    };

    /** Opus as RFC 7587 has it: 48 kHz, two channels, nothing to skip. */
    public static TrackFormat opus() {
        return new TrackFormat(MediaCodec.OPUS, 0, 0, 0, 0, -1, OPUS_HEAD.clone());
    }

    /** Whether a decoder that was set up for the other one goes on with this one. */
    public boolean sameAs(TrackFormat other) {
        return codec == other.codec
                && width == other.width
                && height == other.height
                && profile == other.profile
                && Arrays.equals(setup, other.setup);
    }
}
