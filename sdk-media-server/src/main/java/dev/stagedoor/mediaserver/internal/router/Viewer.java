package dev.stagedoor.mediaserver.internal.router;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.mediaserver.internal.forward.ForwardTrack;
import dev.stagedoor.mediaserver.internal.forward.PacketRing;
import dev.stagedoor.mediaserver.internal.forward.ViewerTrack;
import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.rtp.Rtcp;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A watching session: gets every packet of its tracks under its own keys. */
public final class Viewer extends Peer {
    private static final String CNAME = "stagedoor";
    private static final long FIRST_REPORTS_NANOS = 500_000_000;
    private static final long REPORTS_NANOS = 2_000_000_000;
    private static final int QUICK_REPORTS = 4;
    private static final long SAME_AGAIN_NANOS = 20_000_000;
    private static final int BUDGET_PER_SECOND = 600;
    private static final int BUDGET_BURST = 400;
    private static final int REPLAY_PER_MILLI = 3;
    private static final int REPLAY_FIRST_BURST = 48;

    private final Router router;
    final @Nullable ViewerTrack audio;
    final @Nullable ViewerTrack video;
    boolean sendable;
    long waitingSince;
    private long nextReports;
    private int reports;
    private double budget = BUDGET_BURST;
    private long budgetNanos;
    private long replayedUntilNanos;
    private long retransmitted;
    private int lastLoss;

    Viewer(
            Router router,
            String id,
            Admitted admitted,
            Relay relay,
            RtcTransport transport,
            Negotiation.Accepted agreement,
            @Nullable ViewerTrack audio,
            @Nullable ViewerTrack video) {
        super(id, admitted, relay, transport, agreement);
        this.router = router;
        this.audio = audio;
        this.video = video;
    }

    @Override
    void onConnected(long nowNanos) {
        sendable = path != null;
        relay.viewerConnected(this, nowNanos);
    }

    @Override
    void onRemoved(long nowNanos) {
        sendable = false;
        relay.viewerRemoved(this);
    }

    @Override
    void onRtp(byte[] packet, int length, long nowNanos) {
        router.counters.drop(Drop.NOT_A_PUBLISHER);
    }

    /** Sends a packet that has just come in, when it is this viewer's turn. */
    void forward(ViewerTrack track, int slot, long extended) {
        if (track.wants(extended)) {
            send(track, slot);
        }
    }

    private void send(ViewerTrack track, int slot) {
        SrtpContext keys = outbound;
        NetworkPath to = path;
        if (keys == null || to == null || !sendable) {
            return;
        }
        PacketRing ring = track.track().ring();
        byte[] out = router.scratch;
        int header = track.writeHeader(slot, out);
        int length =
                keys.protectRtp(out, 0, header, ring.array(), ring.offset(slot) + header, ring.length(slot) - header);
        if (length > 0) {
            router.counters.forwarded++;
            router.send(to, out, 0, length);
        }
    }

    /** Begins with the newest key frame; the first packets go out at once, the rest follows at a pace. */
    void startVideo(ViewerTrack track, long nowNanos) {
        int packets = track.track().packetsSinceKeyFrame();
        int millis = Math.max(1, (packets - REPLAY_FIRST_BURST) / REPLAY_PER_MILLI);
        track.startAtKeyFrame((long) millis * track.track().clockRate() / 1000);
        replayedUntilNanos = nowNanos - (long) REPLAY_FIRST_BURST * 1_000_000 / REPLAY_PER_MILLI;
        if (replay(nowNanos)) {
            router.replaying(this);
        }
    }

    /** Whether the tracks that were agreed are still those that are published. */
    boolean fits(@Nullable ForwardTrack publishedAudio, @Nullable ForwardTrack publishedVideo) {
        return (audio == null || audio.track() == publishedAudio) && (video == null || video.track() == publishedVideo);
    }

    /** Goes on with the replay; true while there is more. */
    boolean replay(long nowNanos) {
        ViewerTrack track = video;
        if (track == null || track.mode() != ViewerTrack.Mode.REPLAY || closed) {
            return false;
        }
        long step = 1_000_000 / REPLAY_PER_MILLI;
        while (replayedUntilNanos < nowNanos) {
            int slot = track.nextReplay();
            if (slot < 0) {
                return false;
            }
            send(track, slot);
            replayedUntilNanos += step;
        }
        return true;
    }

    @Override
    void onRtcp(byte[] packet, int length, long nowNanos) {
        for (RtcpPacket part : Rtcp.parse(packet, 0, length)) {
            if (part instanceof RtcpPacket.Nack nack) {
                onNack(nack, nowNanos);
            } else if (part instanceof RtcpPacket.PictureLossIndication
                    || part instanceof RtcpPacket.FullIntraRequest) {
                relay.wantKeyFrame();
            } else if (part instanceof RtcpPacket.ReceiverReport report
                    && !report.reports().isEmpty()) {
                lastLoss = report.reports().get(0).fractionLost();
            }
        }
    }

    private void onNack(RtcpPacket.Nack nack, long nowNanos) {
        ViewerTrack track = trackOf((int) nack.mediaSsrc());
        if (track != null) {
            nack.lost().forEach(lost -> sendAgain(track, lost, nowNanos));
        }
    }

    private @Nullable ViewerTrack trackOf(int ssrc) {
        if (video != null && video.track().ssrc() == ssrc) {
            return video;
        }
        return audio != null && audio.track().ssrc() == ssrc ? audio : null;
    }

    private void sendAgain(ViewerTrack track, int sequenceNumber, long nowNanos) {
        int slot = track.slotToResend(sequenceNumber & 0xffff, nowNanos, SAME_AGAIN_NANOS);
        SrtpContext keys = outbound;
        NetworkPath to = path;
        if (slot < 0 || keys == null || to == null || !sendable) {
            return;
        }
        if (!withinBudget(nowNanos)) {
            router.counters.drop(Drop.RETRANSMISSION_BUDGET);
            return;
        }
        byte[] out = router.scratch;
        int length = keys.protectRtp(out, 0, track.writeAgain(slot, out));
        if (length > 0) {
            retransmitted++;
            router.counters.retransmissions++;
            router.counters.forwarded++;
            router.send(to, out, 0, length);
        }
    }

    private boolean withinBudget(long nowNanos) {
        budget = Math.min(BUDGET_BURST, budget + (nowNanos - budgetNanos) * 1e-9 * BUDGET_PER_SECOND);
        budgetNanos = nowNanos;
        if (budget < 1) {
            return false;
        }
        budget--;
        return true;
    }

    @Override
    void onTick(long nowNanos) {
        if (sendable && nowNanos >= nextReports) {
            nextReports = nowNanos + (reports++ < QUICK_REPORTS ? FIRST_REPORTS_NANOS : REPORTS_NANOS);
            sendReports(nowNanos);
        }
    }

    private void sendReports(long nowNanos) {
        Publisher publisher = relay.publisher();
        if (publisher == null) {
            return;
        }
        List<RtcpPacket> reports = new ArrayList<>();
        addReport(reports, audio, publisher.audio, nowNanos);
        addReport(reports, video, publisher.video, nowNanos);
        if (!reports.isEmpty() && reports.get(0) instanceof RtcpPacket.SenderReport first) {
            reports.add(new RtcpPacket.SourceDescription(first.ssrc(), CNAME));
            byte[] out = router.scratch;
            int sealed = requireNonNull(outbound).protectRtcp(out, 0, Rtcp.write(reports, out, 0));
            if (sealed > 0) {
                router.send(requireNonNull(path), out, 0, sealed);
            }
        }
    }

    private void addReport(
            List<RtcpPacket> reports, @Nullable ViewerTrack own, @Nullable Inbound source, long nowNanos) {
        if (own == null || source == null || !source.reported || own.packets() == 0) {
            return;
        }
        ForwardTrack track = own.track();
        if (source.track != track || !track.flowing()) {
            return;
        }
        long wall = router.wallNanos(nowNanos);
        long ticks = (wall - source.reportedWallNanos) / 1000 * track.clockRate() / 1_000_000;
        int timestamp = track.shiftedTimestamp(source.reportedTimestamp) + (int) ticks;
        reports.add(new RtcpPacket.SenderReport(
                Integer.toUnsignedLong(track.ssrc()),
                Router.ntp(wall),
                Integer.toUnsignedLong(timestamp),
                own.packets(),
                own.octets(),
                List.of()));
    }

    @Override
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        describe(details, "audio", audio);
        describe(details, "video", video);
        details.put("retransmitted", Long.toString(retransmitted));
        details.put("loss", Math.round(lastLoss / 2.56) + " %");
        return details;
    }

    private static void describe(Map<String, String> details, String kind, @Nullable ViewerTrack track) {
        if (track != null) {
            details.put(kind + ".packets", Long.toString(track.packets()));
            details.put(kind + ".mode", track.mode().name());
            details.put(kind + ".rtx", Boolean.toString(track.usesRtx()));
        }
    }
}
