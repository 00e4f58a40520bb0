package dev.stagedoor.rtc.codec;

import java.util.ArrayList;
import java.util.List;

/** RFC 9628, one layer, non-flexible mode, with a 15-bit picture id. */
final class Vp9Packetizer implements Packetizer {
    private static final int DESCRIPTOR = 3;
    private static final int HAS_PICTURE_ID = 0x80;
    private static final int PREDICTED = 0x40;
    private static final int BEGINS_FRAME = 0x08;
    private static final int ENDS_FRAME = 0x04;

    private final int maxPayload;
    private int pictureId;

    Vp9Packetizer(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    @Override
    public List<byte[]> packetize(EncodedFrame frame) {
        List<byte[]> payloads = new ArrayList<>();
        for (Slices.Slice slice : Slices.even(frame.data().length, maxPayload - DESCRIPTOR)) {
            byte[] payload = new byte[DESCRIPTOR + slice.length()];
            payload[0] = (byte) (HAS_PICTURE_ID
                    | (frame.keyFrame() ? 0 : PREDICTED)
                    | (slice.first() ? BEGINS_FRAME : 0)
                    | (slice.last() ? ENDS_FRAME : 0));
            payload[1] = (byte) (0x80 | pictureId >> 8);
            payload[2] = (byte) pictureId;
            System.arraycopy(frame.data(), slice.offset(), payload, DESCRIPTOR, slice.length());
            payloads.add(payload);
        }
        pictureId = pictureId + 1 & 0x7fff;
        return payloads;
    }
}
