package dev.stagedoor.rtc.codec;

import java.util.ArrayList;
import java.util.List;

/** RFC 6184 packetization mode 1: single units, STAP-A for small ones, FU-A for large ones. */
final class H264Packetizer implements Packetizer {
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int ACCESS_UNIT_DELIMITER = 9;

    private final int maxPayload;

    H264Packetizer(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    @Override
    public List<byte[]> packetize(EncodedFrame frame) {
        byte[] stream = frame.data();
        List<byte[]> payloads = new ArrayList<>();
        List<H264Nals.Nal> group = new ArrayList<>();
        int groupSize = 1;
        for (H264Nals.Nal nal : H264Nals.split(stream)) {
            if ((stream[nal.offset()] & 0x1f) == ACCESS_UNIT_DELIMITER) {
                continue;
            }
            if (groupSize + 2 + nal.length() > maxPayload) {
                flush(stream, group, payloads);
                groupSize = 1;
            }
            if (nal.length() > maxPayload) {
                fragment(stream, nal, payloads);
            } else {
                group.add(nal);
                groupSize += 2 + nal.length();
            }
        }
        flush(stream, group, payloads);
        return payloads;
    }

    private static void flush(byte[] stream, List<H264Nals.Nal> group, List<byte[]> payloads) {
        if (group.size() == 1) {
            H264Nals.Nal nal = group.get(0);
            byte[] payload = new byte[nal.length()];
            System.arraycopy(stream, nal.offset(), payload, 0, nal.length());
            payloads.add(payload);
        } else if (!group.isEmpty()) {
            payloads.add(aggregate(stream, group));
        }
        group.clear();
    }

    private static byte[] aggregate(byte[] stream, List<H264Nals.Nal> group) {
        int size = 1 + group.stream().mapToInt(n -> 2 + n.length()).sum();
        byte[] payload = new byte[size];
        int importance =
                group.stream().mapToInt(n -> stream[n.offset()] & 0x60).max().orElse(0);
        payload[0] = (byte) (importance | STAP_A);
        int at = 1;
        for (H264Nals.Nal nal : group) {
            payload[at] = (byte) (nal.length() >> 8);
            payload[at + 1] = (byte) nal.length();
            System.arraycopy(stream, nal.offset(), payload, at + 2, nal.length());
            at += 2 + nal.length();
        }
        return payload;
    }

    private void fragment(byte[] stream, H264Nals.Nal nal, List<byte[]> payloads) {
        int header = stream[nal.offset()];
        for (Slices.Slice slice : Slices.even(nal.length() - 1, maxPayload - 2)) {
            byte[] payload = new byte[2 + slice.length()];
            payload[0] = (byte) ((header & 0xe0) | FU_A);
            payload[1] = (byte) ((header & 0x1f) | (slice.first() ? 0x80 : 0) | (slice.last() ? 0x40 : 0));
            System.arraycopy(stream, nal.offset() + 1 + slice.offset(), payload, 2, slice.length());
            payloads.add(payload);
        }
    }
}
