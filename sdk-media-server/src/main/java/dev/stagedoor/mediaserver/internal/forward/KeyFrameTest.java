package dev.stagedoor.mediaserver.internal.forward;

/** Whether a payload starts something that a decoder can begin with. */
@FunctionalInterface
public interface KeyFrameTest {
    /** True for the first packet of a key frame with what belongs before it, such as parameter sets. */
    boolean startsKeyFrame(byte[] packet, int payloadOffset, int payloadLength);
}
