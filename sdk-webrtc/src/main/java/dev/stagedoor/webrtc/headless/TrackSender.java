package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.codec.Packetizer;
import dev.stagedoor.rtc.rtp.PacketRing;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpHeaderWriter;
import dev.stagedoor.rtc.rtp.RtpPacket;
import dev.stagedoor.rtc.rtp.Rtx;
import dev.stagedoor.rtc.rtp.SenderStatistics;
import dev.stagedoor.rtc.rtp.SequenceNumbers;
import dev.stagedoor.rtc.sdp.ExtensionUri;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Packs and sends one track and answers what its receiver asks for. */
final class TrackSender {
    private static final int MAX_PAYLOAD = 1_100;
    private static final int MAX_PACKET = 1_200;
    private static final int RING = 1_024;

    private final Peer peer;
    private final OutboundTrack track;
    private final NegotiatedMedia agreed;
    private final Packetizer packetizer;
    private final PacketRing ring = new PacketRing(RING, MAX_PACKET);
    private final SenderStatistics statistics;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtpPacket view = new RtpPacket();
    private final byte[] packet = new byte[MAX_PACKET + Rtx.OVERHEAD + SrtpContext.MAX_OVERHEAD];
    private final byte[] mid;
    private final int midExtension;
    private final long timestampOffset;
    private int sequence;
    private int rtxSequence;

    TrackSender(Peer peer, NegotiatedMedia agreed, MediaCodec codec, int firstSequence, long timestampOffset) {
        this.peer = peer;
        this.agreed = agreed;
        this.track = agreed.outbound().orElseThrow();
        this.packetizer = Packetizer.of(codec, MAX_PAYLOAD);
        this.statistics = new SenderStatistics(track.ssrc(), codec.clockRate());
        this.mid = agreed.mid().getBytes(StandardCharsets.UTF_8);
        this.midExtension = mid.length <= 16 && mid.length > 0 ? agreed.extensionId(ExtensionUri.MID) : 0;
        this.sequence = firstSequence & 0xffff;
        this.rtxSequence = firstSequence & 0xffff;
        this.timestampOffset = timestampOffset;
    }

    long ssrc() {
        return track.ssrc();
    }

    void send(EncodedFrame frame, long nowNanos) {
        List<byte[]> payloads = packetizer.packetize(frame);
        long timestamp = (frame.timestamp() + timestampOffset) & 0xffff_ffffL;
        for (int i = 0; i < payloads.size(); i++) {
            boolean last = frame.codec().isVideo() && i == payloads.size() - 1;
            send(payloads.get(i), last, timestamp, nowNanos);
        }
    }

    private void send(byte[] payload, boolean marker, long timestamp, long nowNanos) {
        int head = header.begin(packet, 0, marker, agreed.codec().payloadType(), sequence, timestamp, track.ssrc())
                .extension(midExtension, mid)
                .end();
        if (head + payload.length > MAX_PACKET) {
            return;
        }
        System.arraycopy(payload, 0, packet, head, payload.length);
        ring.store(sequence, packet, 0, head + payload.length);
        sequence = SequenceNumbers.plus(sequence, 1);
        statistics.sent(timestamp, payload.length, nowNanos);
        peer.sendRtp(packet, 0, head + payload.length);
    }

    /** Sends again what is still there: as RTX when that was agreed, else the same packet. */
    void resend(List<Integer> lost) {
        for (int number : lost) {
            if (!ring.find(number, view)) {
                continue;
            }
            int size;
            if (agreed.rtxPayloadType() >= 0 && track.rtxSsrc() >= 0) {
                size = Rtx.encapsulate(view, packet, 0, agreed.rtxPayloadType(), track.rtxSsrc(), rtxSequence);
                rtxSequence = SequenceNumbers.plus(rtxSequence, 1);
            } else {
                size = view.length();
                System.arraycopy(view.buffer(), view.offset(), packet, 0, size);
            }
            if (size > 0) {
                peer.sendRtp(packet, 0, size);
            }
        }
    }

    List<RtcpPacket> report(Instant now, long nowNanos) {
        return statistics.packets() == 0
                ? List.of()
                : List.of(
                        statistics.report(now, nowNanos),
                        new RtcpPacket.SourceDescription(track.ssrc(), track.cname()));
    }
}
