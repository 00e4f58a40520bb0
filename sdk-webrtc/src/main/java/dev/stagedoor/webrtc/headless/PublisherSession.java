package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.Negotiation;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Media of a connected publisher: frames out, reports out, requests in. */
final class PublisherSession implements MediaSession {
    private static final long REPORT_INTERVAL = 1_000_000_000L;

    private final Peer peer;
    private final InstantSource clock;
    private final Runnable keyFrameRequest;
    private final Map<MediaCodec, TrackSender> senders = new EnumMap<>(MediaCodec.class);
    private long nextReport = Long.MAX_VALUE;
    private int lastFullIntraRequest = -1;

    PublisherSession(
            Peer peer,
            Negotiation.Accepted agreed,
            InstantSource clock,
            RandomGenerator random,
            Runnable keyFrameRequest) {
        this.peer = peer;
        this.clock = clock;
        this.keyFrameRequest = keyFrameRequest;
        for (NegotiatedMedia media : agreed.media()) {
            MediaCodec.of(media.codec().name())
                    .ifPresent(codec -> senders.put(
                            codec,
                            new TrackSender(
                                    peer, media, codec, random.nextInt(1 << 15), random.nextInt() & 0xffff_ffffL)));
        }
    }

    void send(EncodedFrame frame, long nowNanos) {
        TrackSender sender = senders.get(frame.codec());
        if (sender != null) {
            sender.send(frame, nowNanos);
        }
    }

    @Override
    public void connected(long nowNanos) {
        nextReport = nowNanos + REPORT_INTERVAL;
        keyFrameRequest.run();
    }

    @Override
    public void rtp(RtpPacket packet, long nowNanos) {
        // nothing is received
    }

    @Override
    public void rtcp(List<RtcpPacket> packets, long nowNanos) {
        for (RtcpPacket packet : packets) {
            if (packet instanceof RtcpPacket.Nack nack) {
                senders.values().stream()
                        .filter(s -> s.ssrc() == nack.mediaSsrc())
                        .forEach(s -> s.resend(nack.lost()));
            } else if (packet instanceof RtcpPacket.PictureLossIndication) {
                keyFrameRequest.run();
            } else if (packet instanceof RtcpPacket.FullIntraRequest request
                    && request.sequence() != lastFullIntraRequest) {
                lastFullIntraRequest = request.sequence();
                keyFrameRequest.run();
            }
        }
    }

    @Override
    public long deadline() {
        return nextReport;
    }

    @Override
    public void due(long nowNanos) {
        nextReport = nowNanos + REPORT_INTERVAL;
        senders.values().forEach(s -> peer.sendRtcp(s.report(clock.instant(), nowNanos)));
    }

    @Override
    public void end() {
        List<Long> sources = senders.values().stream().map(TrackSender::ssrc).toList();
        peer.sendRtcp(List.of(new RtcpPacket.Bye(sources)));
        nextReport = Long.MAX_VALUE;
    }
}
