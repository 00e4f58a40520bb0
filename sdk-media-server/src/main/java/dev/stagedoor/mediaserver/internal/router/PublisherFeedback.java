package dev.stagedoor.mediaserver.internal.router;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.mediaserver.internal.forward.Rtcp;
import java.nio.charset.StandardCharsets;

/** What goes back to a publisher: reports, missing packets, key-frame requests, arrival times or a bitrate. */
final class PublisherFeedback {
    private static final byte[] CNAME = "stagedoor".getBytes(StandardCharsets.US_ASCII);
    private static final long REPORT_NANOS = 1_000_000_000;
    private static final long ARRIVALS_NANOS = 50_000_000;
    private static final int ROOM = 1150;
    private static final int SMALLEST_ARRIVALS = 450;

    private final Router router;
    private final Publisher publisher;
    private final int localSsrc;
    private final byte[] buffer = new byte[1300];
    private int length;
    private int fullIntraCount;
    private long nextReport;
    private long nextArrivals;

    PublisherFeedback(Router router, Publisher publisher, int localSsrc) {
        this.router = router;
        this.publisher = publisher;
        this.localSsrc = localSsrc;
    }

    void send(long nowNanos) {
        boolean report = nowNanos >= nextReport;
        writeReport(report, nowNanos);
        int head = length;
        for (Inbound in : publisher.tracks) {
            writeLosses(in, nowNanos);
        }
        writeKeyFrameRequest(nowNanos);
        writeArrivals(nowNanos);
        if (report || length > head) {
            flush();
        }
    }

    private void writeReport(boolean due, long nowNanos) {
        int blocks = 0;
        for (Inbound in : publisher.tracks) {
            blocks += due && in.reception.started() ? 1 : 0;
        }
        length = Rtcp.receiverReport(buffer, 0, localSsrc, blocks);
        if (blocks > 0) {
            for (Inbound in : publisher.tracks) {
                length += in.reception.started() ? in.reception.write(buffer, length, nowNanos) : 0;
            }
        }
        length += Rtcp.cname(buffer, length, localSsrc, CNAME);
        if (due) {
            nextReport = nowNanos + REPORT_NANOS;
            writeBitrate();
        }
    }

    private void writeBitrate() {
        Inbound video = publisher.video;
        if (publisher.remb && video != null && video.ssrcKnown) {
            length += Rtcp.maximumBitrate(buffer, length, localSsrc, video.ssrc, router.options.maximumBitrate());
        }
    }

    private void writeLosses(Inbound in, long nowNanos) {
        if (!in.nack || in.losses.missing() == 0) {
            return;
        }
        int entries = in.losses.writeDue(buffer, length + 12, Math.min(200, ROOM - length - 12), nowNanos);
        if (entries > 0) {
            length += Rtcp.nack(buffer, length, localSsrc, in.ssrc, entries) + entries;
        }
    }

    private void writeKeyFrameRequest(long nowNanos) {
        Inbound video = publisher.video;
        if (video == null || !video.ssrcKnown || !publisher.keyFrames.due(nowNanos)) {
            return;
        }
        if (video.pictureLoss) {
            length += Rtcp.pictureLoss(buffer, length, localSsrc, video.ssrc);
            router.counters.keyFrameRequests++;
        } else if (video.fullIntra) {
            length += Rtcp.fullIntra(buffer, length, localSsrc, video.ssrc, fullIntraCount++);
            router.counters.keyFrameRequests++;
        }
    }

    private void writeArrivals(long nowNanos) {
        if (!publisher.transportCc || nowNanos < nextArrivals || !publisher.arrivals.pending()) {
            return;
        }
        nextArrivals = nowNanos + ARRIVALS_NANOS;
        int mediaSsrc = publisher.video != null ? publisher.video.ssrc : 0;
        while (ROOM - length > SMALLEST_ARRIVALS) {
            int written = publisher.arrivals.write(buffer, length, ROOM - length, localSsrc, mediaSsrc);
            if (written == 0) {
                return;
            }
            length += written;
        }
    }

    private void flush() {
        int protectedLength = requireNonNull(publisher.outbound).protectRtcp(buffer, 0, length);
        if (protectedLength > 0) {
            router.send(requireNonNull(publisher.path), buffer, 0, protectedLength);
        }
    }
}
