package dev.stagedoor.rtc.codec;

import java.util.List;

/** Splits encoded frames into RTP payloads. Keeps state (picture ids): one for each sent track. Not thread-safe. */
public interface Packetizer {
    /**
     * The payloads of one frame in order; the last one carries the RTP marker for video. Empty when the frame has no
     * bytes to send.
     */
    List<byte[]> packetize(EncodedFrame frame);

    /**
     * A packetizer for a codec.
     *
     * @param maxPayload largest payload in bytes, 100 to 65000; 1100 leaves room for headers on every path
     */
    static Packetizer of(MediaCodec codec, int maxPayload) {
        if (maxPayload < 100 || maxPayload > 65_000) {
            throw new IllegalArgumentException("maxPayload must be 100 to 65000");
        }
        return switch (codec) {
            case OPUS -> frame -> frame.data().length == 0 ? List.of() : List.of(frame.data());
            case VP8 -> new Vp8Packetizer(maxPayload);
            case VP9 -> new Vp9Packetizer(maxPayload);
            case H264 -> new H264Packetizer(maxPayload);
            case AV1 -> new Av1Packetizer(maxPayload);
        };
    }
}
