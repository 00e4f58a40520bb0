package dev.stagedoor.rtc.rtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One pass over a compound. Every read is preceded by a check of what is left. */
final class RtcpParser {
    private static final int HEADER = 4;

    private final byte[] buffer;
    private final int end;
    private final List<RtcpPacket> packets = new ArrayList<>(4);
    private int at;

    RtcpParser(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.at = offset;
        this.end = offset + length;
    }

    List<RtcpPacket> parse() {
        if (at < 0 || end > buffer.length || end < at) {
            return List.of();
        }
        while (at < end) {
            if (end - at < HEADER || (buffer[at] & 0xc0) != 0x80) {
                return List.of();
            }
            int size = 4 * (Bytes.u16(buffer, at + 2) + 1);
            int padding = (buffer[at] & 0x20) == 0 || size > end - at ? 0 : Bytes.u8(buffer, at + size - 1);
            if (size > end - at || padding > size - HEADER) {
                return List.of();
            }
            read(Bytes.u8(buffer, at + 1), buffer[at] & 0x1f, at + HEADER, at + size - padding);
            at += size;
        }
        return packets;
    }

    private void read(int type, int count, int body, int stop) {
        switch (type) {
            case RtcpTypes.SENDER_REPORT -> senderReport(count, body, stop);
            case RtcpTypes.RECEIVER_REPORT -> receiverReport(count, body, stop);
            case RtcpTypes.SOURCE_DESCRIPTION -> sourceDescription(count, body, stop);
            case RtcpTypes.BYE -> bye(count, body, stop);
            case RtcpTypes.TRANSPORT_FEEDBACK -> transportFeedback(count, body, stop);
            case RtcpTypes.PAYLOAD_FEEDBACK -> payloadFeedback(count, body, stop);
            default -> {}
        }
    }

    private void senderReport(int count, int body, int stop) {
        if (stop - body < 24 + count * ReportBlock.LENGTH) {
            return;
        }
        long ntp = Bytes.u32(buffer, body + 4) << 32 | Bytes.u32(buffer, body + 8);
        packets.add(new RtcpPacket.SenderReport(
                Bytes.u32(buffer, body),
                ntp,
                Bytes.u32(buffer, body + 12),
                Bytes.u32(buffer, body + 16),
                Bytes.u32(buffer, body + 20),
                blocks(count, body + 24)));
    }

    private void receiverReport(int count, int body, int stop) {
        if (stop - body >= 4 + count * ReportBlock.LENGTH) {
            packets.add(new RtcpPacket.ReceiverReport(Bytes.u32(buffer, body), blocks(count, body + 4)));
        }
    }

    private List<ReportBlock> blocks(int count, int start) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int block = start + i * ReportBlock.LENGTH;
            blocks.add(new ReportBlock(
                    Bytes.u32(buffer, block),
                    Bytes.u8(buffer, block + 4),
                    Bytes.u24(buffer, block + 5) << 8 >> 8,
                    Bytes.u32(buffer, block + 8),
                    Bytes.u32(buffer, block + 12),
                    Bytes.u32(buffer, block + 16),
                    Bytes.u32(buffer, block + 20)));
        }
        return blocks;
    }

    private void sourceDescription(int count, int body, int stop) {
        int position = body;
        for (int chunk = 0; chunk < count && stop - position >= 4; chunk++) {
            long ssrc = Bytes.u32(buffer, position);
            int item = position + 4;
            while (item < stop && buffer[item] != 0) {
                if (stop - item < 2 || stop - item - 2 < Bytes.u8(buffer, item + 1)) {
                    return;
                }
                int size = Bytes.u8(buffer, item + 1);
                if (buffer[item] == RtcpTypes.CNAME) {
                    String cname = new String(buffer, item + 2, size, StandardCharsets.UTF_8);
                    packets.add(new RtcpPacket.SourceDescription(ssrc, cname));
                }
                item += 2 + size;
            }
            position = body + ((item - body) / 4 + 1) * 4;
        }
    }

    private void bye(int count, int body, int stop) {
        if (stop - body >= 4 * count) {
            packets.add(new RtcpPacket.Bye(words(count, body)));
        }
    }

    private List<Long> words(int count, int start) {
        List<Long> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(Bytes.u32(buffer, start + 4 * i));
        }
        return words;
    }

    private void transportFeedback(int format, int body, int stop) {
        if (stop - body < 8) {
            return;
        }
        if (format == RtcpTypes.FORMAT_NACK) {
            nack(body, stop);
        } else if (format == RtcpTypes.FORMAT_TRANSPORT_CC) {
            TransportFeedbackCodec.read(buffer, body, stop, packets);
        }
    }

    private void nack(int body, int stop) {
        List<Integer> lost = new ArrayList<>();
        for (int entry = body + 8; stop - entry >= 4; entry += 4) {
            int sequence = Bytes.u16(buffer, entry);
            int mask = Bytes.u16(buffer, entry + 2);
            lost.add(sequence);
            for (int bit = 0; bit < 16; bit++) {
                if ((mask >> bit & 1) != 0) {
                    lost.add(SequenceNumbers.plus(sequence, bit + 1));
                }
            }
        }
        packets.add(new RtcpPacket.Nack(Bytes.u32(buffer, body), Bytes.u32(buffer, body + 4), lost));
    }

    private void payloadFeedback(int format, int body, int stop) {
        if (stop - body < 8) {
            return;
        }
        long sender = Bytes.u32(buffer, body);
        switch (format) {
            case RtcpTypes.FORMAT_PLI ->
                packets.add(new RtcpPacket.PictureLossIndication(sender, Bytes.u32(buffer, body + 4)));
            case RtcpTypes.FORMAT_FIR -> fir(sender, body, stop);
            case RtcpTypes.FORMAT_APPLICATION -> remb(sender, body, stop);
            default -> {}
        }
    }

    private void fir(long sender, int body, int stop) {
        for (int entry = body + 8; stop - entry >= 8; entry += 8) {
            packets.add(new RtcpPacket.FullIntraRequest(sender, Bytes.u32(buffer, entry), Bytes.u8(buffer, entry + 4)));
        }
    }

    private void remb(long sender, int body, int stop) {
        if (stop - body < 16 || Bytes.u32(buffer, body + 8) != RtcpTypes.REMB_NAME) {
            return;
        }
        int count = Bytes.u8(buffer, body + 12);
        int exponent = Bytes.u8(buffer, body + 13) >> 2;
        long mantissa = Bytes.u24(buffer, body + 13) & 0x3ffff;
        if (stop - body - 16 >= 4 * count) {
            long rate = exponent > 44 ? Long.MAX_VALUE : mantissa << exponent;
            packets.add(new RtcpPacket.ReceiverEstimate(sender, rate, words(count, body + 16)));
        }
    }
}
