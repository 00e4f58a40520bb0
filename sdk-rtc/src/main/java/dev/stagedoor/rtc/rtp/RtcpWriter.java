package dev.stagedoor.rtc.rtp;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes one compound. */
final class RtcpWriter {
    private static final int MAX_REPORTS = 31;
    private static final int MAX_CNAME = 255;

    private final ByteBuffer out;
    private final int start;

    RtcpWriter(byte[] buffer, int offset) {
        this.out = ByteBuffer.wrap(buffer, offset, buffer.length - offset);
        this.start = offset;
    }

    int write(List<? extends RtcpPacket> packets) {
        try {
            packets.forEach(this::write);
            return out.position() - start;
        } catch (BufferOverflowException e) {
            return -1;
        }
    }

    private void write(RtcpPacket packet) {
        int header = out.position();
        out.putInt(0);
        int first = body(packet);
        out.putShort(header, (short) (0x8000 | first));
        out.putShort(header + 2, (short) ((out.position() - header) / 4 - 1));
    }

    /** Writes the body; count or format, and type. */
    private int body(RtcpPacket packet) {
        if (packet instanceof RtcpPacket.SenderReport report) {
            return senderReport(report);
        }
        if (packet instanceof RtcpPacket.ReceiverReport report) {
            word(report.ssrc());
            return blocks(report.reports()) << 8 | RtcpTypes.RECEIVER_REPORT;
        }
        if (packet instanceof RtcpPacket.SourceDescription description) {
            return sourceDescription(description);
        }
        if (packet instanceof RtcpPacket.Bye bye) {
            bye.ssrcs().stream().limit(MAX_REPORTS).forEach(this::word);
            return Math.min(MAX_REPORTS, bye.ssrcs().size()) << 8 | RtcpTypes.BYE;
        }
        if (packet instanceof RtcpPacket.Nack nack) {
            return nack(nack);
        }
        if (packet instanceof RtcpPacket.TransportFeedback feedback) {
            word(feedback.senderSsrc());
            word(feedback.mediaSsrc());
            TransportFeedbackCodec.write(feedback, out);
            return RtcpTypes.FORMAT_TRANSPORT_CC << 8 | RtcpTypes.TRANSPORT_FEEDBACK;
        }
        return payloadFeedback(packet) << 8 | RtcpTypes.PAYLOAD_FEEDBACK;
    }

    private int senderReport(RtcpPacket.SenderReport report) {
        word(report.ssrc());
        out.putLong(report.ntp());
        word(report.rtpTimestamp());
        word(report.packetCount());
        word(report.octetCount());
        return blocks(report.reports()) << 8 | RtcpTypes.SENDER_REPORT;
    }

    private int blocks(List<ReportBlock> blocks) {
        int count = Math.min(MAX_REPORTS, blocks.size());
        for (ReportBlock block : blocks.subList(0, count)) {
            word(block.ssrc());
            out.putInt(block.fractionLost() << 24 | (block.cumulativeLost() & 0xffffff));
            word(block.highestSequence());
            word(block.jitter());
            word(block.lastSenderReport());
            word(block.delaySinceLast());
        }
        return count;
    }

    private int sourceDescription(RtcpPacket.SourceDescription description) {
        byte[] name = description.cname().getBytes(StandardCharsets.UTF_8);
        byte[] cname = Arrays.copyOf(name, Math.min(MAX_CNAME, name.length));
        word(description.ssrc());
        out.put((byte) RtcpTypes.CNAME).put((byte) cname.length).put(cname);
        int written = 2 + cname.length;
        for (int i = written; i < (written / 4 + 1) * 4; i++) {
            out.put((byte) 0);
        }
        return 1 << 8 | RtcpTypes.SOURCE_DESCRIPTION;
    }

    private int nack(RtcpPacket.Nack nack) {
        word(nack.senderSsrc());
        word(nack.mediaSsrc());
        List<Integer> lost = nack.lost();
        int i = 0;
        while (i < lost.size()) {
            int first = lost.get(i++);
            int mask = 0;
            while (i < lost.size()) {
                int distance = SequenceNumbers.distance(first, lost.get(i));
                if (distance < 1 || distance > 16) {
                    break;
                }
                mask |= 1 << (distance - 1);
                i++;
            }
            out.putShort((short) first).putShort((short) mask);
        }
        return RtcpTypes.FORMAT_NACK << 8 | RtcpTypes.TRANSPORT_FEEDBACK;
    }

    private int payloadFeedback(RtcpPacket packet) {
        if (packet instanceof RtcpPacket.PictureLossIndication pli) {
            word(pli.senderSsrc());
            word(pli.mediaSsrc());
            return RtcpTypes.FORMAT_PLI;
        }
        if (packet instanceof RtcpPacket.FullIntraRequest fir) {
            word(fir.senderSsrc());
            word(0);
            word(fir.mediaSsrc());
            out.putInt(fir.sequence() << 24);
            return RtcpTypes.FORMAT_FIR;
        }
        remb((RtcpPacket.ReceiverEstimate) packet);
        return RtcpTypes.FORMAT_APPLICATION;
    }

    private void remb(RtcpPacket.ReceiverEstimate estimate) {
        word(estimate.senderSsrc());
        word(0);
        word(RtcpTypes.REMB_NAME);
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(estimate.bitsPerSecond()) - 18);
        long mantissa = estimate.bitsPerSecond() >>> exponent;
        int count = Math.min(255, estimate.ssrcs().size());
        out.putInt(count << 24 | exponent << 18 | (int) mantissa);
        estimate.ssrcs().stream().limit(count).forEach(this::word);
    }

    private void word(long value) {
        out.putInt((int) value);
    }
}
