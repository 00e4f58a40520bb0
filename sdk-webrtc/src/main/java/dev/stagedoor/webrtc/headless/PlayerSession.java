package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.rtp.BundleDemultiplexer;
import dev.stagedoor.rtc.rtp.NtpTime;
import dev.stagedoor.rtc.rtp.ReportBlock;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import dev.stagedoor.rtc.sdp.ExtensionUri;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.Negotiation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Media of a connected player: packets in, frames and reports out. */
final class PlayerSession implements MediaSession {
    private static final long REPORT_INTERVAL = 1_000_000_000L;

    private final Peer peer;
    private final long localSsrc;
    private final String cname;
    private final BundleDemultiplexer demultiplexer = new BundleDemultiplexer();
    private final Map<Integer, TrackReceiver> receivers = new HashMap<>();
    private final Consumer<ClockReading> clocks;
    private long nextReport = Long.MAX_VALUE;

    PlayerSession(
            Peer peer,
            Negotiation.Accepted agreed,
            long localSsrc,
            PlayerCounters counters,
            Optional<Consumer<EncodedFrame>> frames,
            Consumer<ClockReading> clocks) {
        this.clocks = clocks;
        this.peer = peer;
        this.localSsrc = localSsrc;
        this.cname = Long.toHexString(localSsrc);
        for (NegotiatedMedia media : agreed.media()) {
            MediaCodec.of(media.codec().name())
                    .ifPresent(codec -> add(media, new TrackReceiver(media, codec, counters, frames)));
        }
    }

    private void add(NegotiatedMedia media, TrackReceiver receiver) {
        int index = media.index();
        receivers.put(index, receiver);
        demultiplexer
                .section(index, media.mid(), media.extensionId(ExtensionUri.MID))
                .payloadType(index, media.codec().payloadType());
        if (media.rtxPayloadType() >= 0) {
            demultiplexer.payloadType(index, media.rtxPayloadType());
        }
        media.remoteSsrcs().forEach(source -> demultiplexer.source(index, source));
        if (media.remoteRtxSsrc() >= 0) {
            demultiplexer.source(index, media.remoteRtxSsrc());
        }
    }

    @Override
    public void connected(long nowNanos) {
        nextReport = nowNanos + REPORT_INTERVAL;
        receivers.values().forEach(r -> r.connected(nowNanos));
    }

    @Override
    public void rtp(RtpPacket packet, long nowNanos) {
        TrackReceiver receiver = receivers.get(demultiplexer.route(packet));
        if (receiver != null) {
            receiver.received(packet, nowNanos);
        }
    }

    @Override
    public void rtcp(List<RtcpPacket> packets, long nowNanos) {
        for (RtcpPacket packet : packets) {
            if (packet instanceof RtcpPacket.SenderReport report) {
                receivers.values().stream()
                        .filter(r -> r.owns(report.ssrc()))
                        .forEach(r -> reported(r, report, nowNanos));
            }
        }
    }

    private void reported(TrackReceiver receiver, RtcpPacket.SenderReport report, long nowNanos) {
        receiver.senderReport(report.ntp(), nowNanos);
        clocks.accept(new ClockReading(receiver.codec(), report.rtpTimestamp(), NtpTime.instant(report.ntp())));
    }

    /** Asks for a key frame though nothing is missing. */
    void requestKeyFrame() {
        receivers.values().forEach(r -> r.requestKeyFrame(localSsrc, peer));
    }

    @Override
    public long deadline() {
        long next = nextReport;
        for (TrackReceiver receiver : receivers.values()) {
            next = Math.min(next, receiver.deadline());
        }
        return next;
    }

    @Override
    public void due(long nowNanos) {
        receivers.values().forEach(r -> r.due(nowNanos, localSsrc, peer));
        if (nextReport - nowNanos <= 0) {
            nextReport = nowNanos + REPORT_INTERVAL;
            List<ReportBlock> blocks = receivers.values().stream()
                    .flatMap(r -> r.report(nowNanos).stream())
                    .toList();
            peer.sendRtcp(List.of(
                    new RtcpPacket.ReceiverReport(localSsrc, blocks),
                    new RtcpPacket.SourceDescription(localSsrc, cname)));
        }
    }

    @Override
    public void end() {
        peer.sendRtcp(List.of(new RtcpPacket.Bye(List.of(localSsrc))));
        nextReport = Long.MAX_VALUE;
    }
}
