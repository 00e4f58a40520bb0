package dev.stagedoor.rtc.codec;

import java.util.Optional;

/**
 * Joins RTP payloads to encoded frames. Packets must come in order; a frame of which anything is missing never comes out.
 * Total: broken payloads only spoil their own frame. Frames are bounded to 4 MiB. Not thread-safe.
 */
public interface Depacketizer {
    /**
     * Takes the next packet.
     *
     * @param afterGap whether packets before it are lost
     * @param marker the RTP marker
     * @param timestamp the RTP timestamp
     * @return the frame that this packet completes
     */
    Optional<EncodedFrame> push(
            byte[] buffer, int offset, int length, boolean marker, long timestamp, boolean afterGap);

    /** Frames given up because something was missing or broken. */
    long droppedFrames();

    /** A depacketizer for a codec. */
    static Depacketizer of(MediaCodec codec) {
        return switch (codec) {
            case OPUS -> new OpusDepacketizer();
            case VP8 -> new FrameAssembler(codec, new Vp8Payloads());
            case VP9 -> new FrameAssembler(codec, new Vp9Payloads());
            case H264 -> new FrameAssembler(codec, new H264Payloads());
            case AV1 -> new FrameAssembler(codec, new Av1Payloads());
        };
    }
}
