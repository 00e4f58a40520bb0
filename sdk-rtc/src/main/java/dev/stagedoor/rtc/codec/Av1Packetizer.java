package dev.stagedoor.rtc.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * RTP payload format for AV1: one OBU element a packet ({@code W=1}), temporal delimiters left out, OBU size fields taken
 * off.
 */
final class Av1Packetizer implements Packetizer {
    private static final int CONTINUES = 0x80;
    private static final int CONTINUED = 0x40;
    private static final int ONE_ELEMENT = 0x10;
    private static final int NEW_SEQUENCE = 0x08;

    private final int maxPayload;

    Av1Packetizer(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    @Override
    public List<byte[]> packetize(EncodedFrame frame) {
        List<byte[]> payloads = new ArrayList<>();
        for (byte[] obu : units(frame.data())) {
            for (Slices.Slice slice : Slices.even(obu.length, maxPayload - 1)) {
                byte[] payload = new byte[1 + slice.length()];
                payload[0] = (byte) (ONE_ELEMENT
                        | (slice.first() ? 0 : CONTINUES)
                        | (slice.last() ? 0 : CONTINUED)
                        | (payloads.isEmpty() && frame.keyFrame() ? NEW_SEQUENCE : 0));
                System.arraycopy(obu, slice.offset(), payload, 1, slice.length());
                payloads.add(payload);
            }
        }
        return payloads;
    }

    /** OBUs without size fields; stops at the first broken one. */
    private static List<byte[]> units(byte[] data) {
        List<byte[]> units = new ArrayList<>();
        int at = 0;
        while (at < data.length) {
            int header = (data[at] & Av1Obu.EXTENSION) != 0 ? 2 : 1;
            int size = data.length - at - header;
            int sizeBytes = 0;
            if ((data[at] & Av1Obu.HAS_SIZE) != 0) {
                long read = Leb128.read(data, at + header, data.length);
                if (read < 0) {
                    return units;
                }
                size = Leb128.value(read);
                sizeBytes = Leb128.size(read);
            }
            if (size < 0 || size > data.length - at - header - sizeBytes) {
                return units;
            }
            if (Av1Obu.isSent(data[at])) {
                ByteArrayOutputStream unit = new ByteArrayOutputStream(header + size);
                unit.write(data[at] & ~Av1Obu.HAS_SIZE);
                unit.write(data, at + 1, header - 1);
                unit.write(data, at + header + sizeBytes, size);
                units.add(unit.toByteArray());
            }
            at += header + sizeBytes + size;
        }
        return units;
    }
}
