package dev.stagedoor.rtc.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Body of a transport-wide feedback packet behind its two SSRCs. */
final class TransportFeedbackCodec {
    private static final int NOT_RECEIVED = 0;
    private static final int SMALL_DELTA = 1;
    private static final int LARGE_DELTA = 2;
    private static final int PER_CHUNK = 7;
    private static final int MAX_RUN = 0x1fff;
    private static final int MAX_STATUSES = 4096;

    private TransportFeedbackCodec() {}

    static void read(byte[] buffer, int body, int stop, List<RtcpPacket> packets) {
        if (stop - body < 16) {
            return;
        }
        int count = Bytes.u16(buffer, body + 10);
        if (count > MAX_STATUSES) {
            return;
        }
        List<Integer> symbols = new ArrayList<>(count);
        int at = body + 16;
        while (symbols.size() < count) {
            if (stop - at < 2) {
                return;
            }
            readChunk(Bytes.u16(buffer, at), count, symbols);
            at += 2;
        }
        List<RtcpPacket.Arrival> arrivals = new ArrayList<>(count);
        for (int symbol : symbols) {
            int size = symbol == SMALL_DELTA ? 1 : symbol == LARGE_DELTA ? 2 : 0;
            if (stop - at < size) {
                return;
            }
            arrivals.add(arrival(buffer, at, symbol));
            at += size;
        }
        packets.add(new RtcpPacket.TransportFeedback(
                Bytes.u32(buffer, body),
                Bytes.u32(buffer, body + 4),
                Bytes.u16(buffer, body + 8),
                Bytes.u24(buffer, body + 12) << 8 >> 8,
                Bytes.u8(buffer, body + 15),
                arrivals));
    }

    private static RtcpPacket.Arrival arrival(byte[] buffer, int at, int symbol) {
        return switch (symbol) {
            case SMALL_DELTA -> new RtcpPacket.Arrival(true, Bytes.u8(buffer, at));
            case LARGE_DELTA -> new RtcpPacket.Arrival(true, (short) Bytes.u16(buffer, at));
            default -> RtcpPacket.Arrival.LOST;
        };
    }

    private static void readChunk(int chunk, int count, List<Integer> symbols) {
        if ((chunk & 0x8000) == 0) {
            int run = chunk & MAX_RUN;
            for (int i = 0; i < run && symbols.size() < count; i++) {
                symbols.add(chunk >> 13 & 3);
            }
            if (run == 0) {
                symbols.addAll(Collections.nCopies(count - symbols.size(), NOT_RECEIVED));
            }
            return;
        }
        boolean twoBits = (chunk & 0x4000) != 0;
        int perChunk = twoBits ? PER_CHUNK : 2 * PER_CHUNK;
        for (int i = 0; i < perChunk && symbols.size() < count; i++) {
            symbols.add(twoBits ? chunk >> (12 - 2 * i) & 3 : chunk >> (13 - i) & 1);
        }
    }

    static void write(RtcpPacket.TransportFeedback feedback, ByteBuffer out) {
        int start = out.position();
        List<RtcpPacket.Arrival> arrivals = feedback.arrivals();
        out.putShort((short) feedback.baseSequence()).putShort((short) arrivals.size());
        out.putInt(feedback.referenceTime() << 8 | (feedback.feedbackCount() & 0xff));
        for (int i = 0; i < arrivals.size(); ) {
            i += writeChunk(arrivals, i, out);
        }
        for (RtcpPacket.Arrival arrival : arrivals) {
            switch (symbol(arrival)) {
                case SMALL_DELTA -> out.put((byte) arrival.delta());
                case LARGE_DELTA -> out.putShort((short) arrival.delta());
                default -> {}
            }
        }
        while ((out.position() - start) % 4 != 0) {
            out.put((byte) 0);
        }
    }

    private static int writeChunk(List<RtcpPacket.Arrival> arrivals, int from, ByteBuffer out) {
        int symbol = symbol(arrivals.get(from));
        int run = 1;
        while (from + run < arrivals.size() && run < MAX_RUN && symbol(arrivals.get(from + run)) == symbol) {
            run++;
        }
        if (run >= PER_CHUNK || from + run == arrivals.size()) {
            out.putShort((short) (symbol << 13 | run));
            return run;
        }
        int chunk = 0xc000;
        int taken = Math.min(PER_CHUNK, arrivals.size() - from);
        for (int i = 0; i < taken; i++) {
            chunk |= symbol(arrivals.get(from + i)) << (12 - 2 * i);
        }
        out.putShort((short) chunk);
        return taken;
    }

    private static int symbol(RtcpPacket.Arrival arrival) {
        if (!arrival.received()) {
            return NOT_RECEIVED;
        }
        return arrival.delta() >= 0 && arrival.delta() <= 255 ? SMALL_DELTA : LARGE_DELTA;
    }
}
