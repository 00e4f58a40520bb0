package dev.stagedoor.mediaserver.spi;

/**
 * A track of a broadcast.
 *
 * @param index names it in {@link TapPacket} and {@link TapClock}, from 0
 * @param kind sound or picture
 * @param codec the encoding by its SDP name, such as {@code H264} or {@code opus}
 * @param payloadType of its packets, 0 to 127
 * @param clockRate RTP ticks per second
 * @param channels audio channels; 1 for video
 * @param format the {@code fmtp} parameters as agreed; may be empty
 */
public record TapTrack(
        int index, Kind kind, String codec, int payloadType, int clockRate, int channels, String format) {

    /** What a track carries. */
    public enum Kind {
        /** Sound. */
        AUDIO,
        /** Pictures. */
        VIDEO
    }
}
