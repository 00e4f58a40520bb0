package dev.stagedoor.rtc.codec;

import java.util.Optional;

/** Frames of a video codec: packets of one timestamp up to the marker. */
final class FrameAssembler implements Depacketizer {
    private final MediaCodec codec;
    private final PayloadFormat format;
    private final FrameBytes frame = new FrameBytes();
    private long timestamp = -1;
    private boolean open;
    private boolean broken;
    private long dropped;

    FrameAssembler(MediaCodec codec, PayloadFormat format) {
        this.codec = codec;
        this.format = format;
    }

    @Override
    public Optional<EncodedFrame> push(
            byte[] buffer, int offset, int length, boolean marker, long time, boolean afterGap) {
        if (length < 1) {
            broken |= afterGap;
            return Optional.empty();
        }
        if (!open || time != timestamp) {
            begin(time, buffer, offset, length);
        } else if (afterGap) {
            broken = true;
        }
        if (!broken) {
            if (KeyFrames.beginsIn(codec, buffer, offset, length)) {
                frame.markKeyFrame();
            }
            broken = !format.append(buffer, offset, length, frame);
        }
        return marker ? end() : Optional.empty();
    }

    private void begin(long time, byte[] buffer, int offset, int length) {
        if (open) {
            dropped++;
        }
        frame.clear();
        format.reset();
        timestamp = time;
        open = true;
        broken = !format.beginsFrame(buffer, offset, length);
    }

    private Optional<EncodedFrame> end() {
        open = false;
        if (broken || !format.complete(frame) || !frame.isUsable()) {
            dropped++;
            return Optional.empty();
        }
        return Optional.of(new EncodedFrame(codec, frame.copy(), timestamp, frame.isKeyFrame()));
    }

    @Override
    public long droppedFrames() {
        return dropped;
    }
}
