package dev.stagedoor.rtc.rtp;

import java.util.List;

/** One packet of an RTCP compound. SSRCs are unsigned 32-bit numbers. */
public sealed interface RtcpPacket {

    /**
     * RFC 3550 section 6.4.1.
     *
     * @param ntp see {@link NtpTime#of}
     * @param rtpTimestamp the same moment on the media clock
     */
    record SenderReport(
            long ssrc, long ntp, long rtpTimestamp, long packetCount, long octetCount, List<ReportBlock> reports)
            implements RtcpPacket {
        public SenderReport {
            reports = List.copyOf(reports);
        }
    }

    /** RFC 3550 section 6.4.2. */
    record ReceiverReport(long ssrc, List<ReportBlock> reports) implements RtcpPacket {
        public ReceiverReport {
            reports = List.copyOf(reports);
        }
    }

    /** RFC 3550 section 6.5; only the canonical name is kept. */
    record SourceDescription(long ssrc, String cname) implements RtcpPacket {}

    /** RFC 3550 section 6.6. */
    record Bye(List<Long> ssrcs) implements RtcpPacket {
        public Bye {
            ssrcs = List.copyOf(ssrcs);
        }
    }

    /** RFC 4585 section 6.2.1: packets to send again, in the order in which they are asked for. */
    record Nack(long senderSsrc, long mediaSsrc, List<Integer> lost) implements RtcpPacket {
        public Nack {
            lost = List.copyOf(lost);
        }
    }

    /** RFC 4585 section 6.3.1: a key frame, please. */
    record PictureLossIndication(long senderSsrc, long mediaSsrc) implements RtcpPacket {}

    /**
     * RFC 5104 section 4.3.1: a key frame, please; one request.
     *
     * @param sequence 0 to 255; a repeated number is the same request again
     */
    record FullIntraRequest(long senderSsrc, long mediaSsrc, int sequence) implements RtcpPacket {}

    /** draft-alvestrand-rmcat-remb-03: the receiver's estimate. */
    record ReceiverEstimate(long senderSsrc, long bitsPerSecond, List<Long> ssrcs) implements RtcpPacket {
        public ReceiverEstimate {
            ssrcs = List.copyOf(ssrcs);
        }
    }

    /**
     * draft-holmer-rmcat-transport-wide-cc-extensions-01.
     *
     * @param baseSequence transport-wide number of the first entry
     * @param referenceTime multiples of 64 ms, signed 24 bits
     * @param feedbackCount 0 to 255
     * @param arrivals one per packet from the base on
     */
    record TransportFeedback(
            long senderSsrc,
            long mediaSsrc,
            int baseSequence,
            int referenceTime,
            int feedbackCount,
            List<Arrival> arrivals)
            implements RtcpPacket {
        public TransportFeedback {
            arrivals = List.copyOf(arrivals);
        }
    }

    /**
     * Whether and when a packet came.
     *
     * @param received whether it came
     * @param delta since the one before (the first: since the reference time), in 250 microseconds, signed 16 bits
     */
    record Arrival(boolean received, int delta) {
        /** A packet that did not come. */
        public static final Arrival LOST = new Arrival(false, 0);
    }
}
