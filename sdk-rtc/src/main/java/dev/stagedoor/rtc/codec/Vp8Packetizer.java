package dev.stagedoor.rtc.codec;

import java.util.ArrayList;
import java.util.List;

/** RFC 7741 with a 15-bit picture id. */
final class Vp8Packetizer implements Packetizer {
    private static final int DESCRIPTOR = 4;

    private final int maxPayload;
    private int pictureId;

    Vp8Packetizer(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    @Override
    public List<byte[]> packetize(EncodedFrame frame) {
        List<byte[]> payloads = new ArrayList<>();
        for (Slices.Slice slice : Slices.even(frame.data().length, maxPayload - DESCRIPTOR)) {
            byte[] payload = new byte[DESCRIPTOR + slice.length()];
            payload[0] = (byte) (slice.first() ? 0x90 : 0x80);
            payload[1] = (byte) 0x80;
            payload[2] = (byte) (0x80 | pictureId >> 8);
            payload[3] = (byte) pictureId;
            System.arraycopy(frame.data(), slice.offset(), payload, DESCRIPTOR, slice.length());
            payloads.add(payload);
        }
        pictureId = pictureId + 1 & 0x7fff;
        return payloads;
    }
}
