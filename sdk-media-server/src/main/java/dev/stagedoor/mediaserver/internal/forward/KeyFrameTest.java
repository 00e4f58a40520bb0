package dev.stagedoor.mediaserver.internal.forward;

import dev.stagedoor.rtc.codec.KeyFrames;
import dev.stagedoor.rtc.codec.MediaCodec;

/** Whether a payload starts something that a decoder can begin with. */
@FunctionalInterface
public interface KeyFrameTest {
    /** For tracks of which every packet stands alone. */
    KeyFrameTest NEVER = (packet, offset, length) -> false;

    /** True for the first packet of a key frame with what belongs before it, such as parameter sets. */
    boolean startsKeyFrame(byte[] packet, int payloadOffset, int payloadLength);

    /** The test for an SDP encoding name. */
    static KeyFrameTest of(String encodingName) {
        return MediaCodec.of(encodingName)
                .filter(MediaCodec::isVideo)
                .<KeyFrameTest>map(
                        codec -> (packet, offset, length) -> KeyFrames.beginsIn(codec, packet, offset, length))
                .orElse(NEVER);
    }
}
