package dev.stagedoor.rtc.codec;

import java.util.Arrays;
import java.util.Optional;

/** RFC 7587: every payload is a frame. */
final class OpusDepacketizer implements Depacketizer {
    @Override
    public Optional<EncodedFrame> push(
            byte[] buffer, int offset, int length, boolean marker, long timestamp, boolean afterGap) {
        if (length < 1) {
            return Optional.empty();
        }
        byte[] data = Arrays.copyOfRange(buffer, offset, offset + length);
        return Optional.of(new EncodedFrame(MediaCodec.OPUS, data, timestamp, true));
    }

    @Override
    public long droppedFrames() {
        return 0;
    }
}
