package dev.stagedoor.mediaserver.internal.router;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.rtc.rtp.ReportBlock;
import dev.stagedoor.rtc.rtp.Rtcp;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.TransportFeedbackGenerator;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.util.ArrayList;
import java.util.List;

/** What goes back to a publisher: reports, missing packets, key-frame requests, arrival times or a bitrate. */
final class PublisherFeedback {
    private static final String CNAME = "stagedoor";
    private static final long REPORT_NANOS = 1_000_000_000;
    private static final long ARRIVALS_NANOS = 50_000_000;
    private static final int LARGEST = 1400;

    private final Router router;
    private final Publisher publisher;
    private final long localSsrc;
    private final TransportFeedbackGenerator arrivals;
    private final byte[] buffer = new byte[LARGEST + SrtpContext.MAX_OVERHEAD];
    private int fullIntraCount;
    private long nextReport;

    PublisherFeedback(Router router, Publisher publisher, int localSsrc) {
        this.router = router;
        this.publisher = publisher;
        this.localSsrc = Integer.toUnsignedLong(localSsrc);
        this.arrivals = new TransportFeedbackGenerator(this.localSsrc, ARRIVALS_NANOS);
    }

    /** Notes a packet's transport-wide sequence number. */
    void arrived(int transportSequence, long nowNanos) {
        arrivals.received(transportSequence, nowNanos);
    }

    void send(long nowNanos) {
        boolean report = nowNanos >= nextReport;
        List<RtcpPacket> news = new ArrayList<>();
        if (report) {
            nextReport = nowNanos + REPORT_NANOS;
            addBitrate(news);
        }
        publisher.tracks.forEach(in -> addLosses(in, news, nowNanos));
        addKeyFrameRequest(news, nowNanos);
        if (report || !news.isEmpty()) {
            flush(news, report, nowNanos);
        }
        if (publisher.transportCc) {
            arrivals.poll(mediaSsrc(), nowNanos).ifPresent(packet -> flush(List.of(packet), false, nowNanos));
        }
    }

    private long mediaSsrc() {
        return publisher.video != null ? Integer.toUnsignedLong(publisher.video.ssrc) : 0;
    }

    private void addBitrate(List<RtcpPacket> news) {
        Inbound video = publisher.video;
        if (publisher.remb && video != null && video.ssrcKnown) {
            news.add(new RtcpPacket.ReceiverEstimate(localSsrc, router.options.maximumBitrate(), List.of(mediaSsrc())));
        }
    }

    private void addLosses(Inbound in, List<RtcpPacket> news, long nowNanos) {
        List<Integer> lost = in.nack ? in.losses.poll(nowNanos) : List.of();
        if (!lost.isEmpty()) {
            news.add(new RtcpPacket.Nack(localSsrc, Integer.toUnsignedLong(in.ssrc), lost));
        }
    }

    private void addKeyFrameRequest(List<RtcpPacket> news, long nowNanos) {
        Inbound video = publisher.video;
        if (video == null || !video.ssrcKnown || !publisher.keyFrames.due(nowNanos)) {
            return;
        }
        if (video.pictureLoss) {
            news.add(new RtcpPacket.PictureLossIndication(localSsrc, mediaSsrc()));
            router.counters.keyFrameRequests++;
        } else if (video.fullIntra) {
            news.add(new RtcpPacket.FullIntraRequest(localSsrc, mediaSsrc(), fullIntraCount++ & 0xff));
            router.counters.keyFrameRequests++;
        }
    }

    private void flush(List<RtcpPacket> news, boolean report, long nowNanos) {
        List<RtcpPacket> compound = new ArrayList<>();
        compound.add(new RtcpPacket.ReceiverReport(localSsrc, report ? blocks(nowNanos) : List.of()));
        compound.add(new RtcpPacket.SourceDescription(localSsrc, CNAME));
        compound.addAll(news);
        int length = Rtcp.write(compound, buffer, 0);
        int sealed = length < 0 ? length : requireNonNull(publisher.outbound).protectRtcp(buffer, 0, length);
        if (sealed > 0) {
            router.send(requireNonNull(publisher.path), buffer, 0, sealed);
        }
    }

    private List<ReportBlock> blocks(long nowNanos) {
        return publisher.tracks.stream()
                .filter(in -> in.reception.received() > 0)
                .map(in -> in.reception.report(nowNanos))
                .toList();
    }
}
