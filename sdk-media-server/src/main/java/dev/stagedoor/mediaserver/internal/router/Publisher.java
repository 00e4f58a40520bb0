package dev.stagedoor.mediaserver.internal.router;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.mediaserver.internal.forward.Bytes;
import dev.stagedoor.mediaserver.internal.forward.ForwardTrack;
import dev.stagedoor.mediaserver.internal.forward.KeyFrameRequests;
import dev.stagedoor.mediaserver.internal.forward.RtpFields;
import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.rtp.Rtcp;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.RtcpFeedback;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A publishing session: takes RTP in, hands it to its relay, and sends back what the publisher's encoder needs. */
public final class Publisher extends Peer {
    private static final long OTHER_SOURCE_AFTER_NANOS = 200_000_000;
    private static final int MOST_EARLY = 64;
    private static final long NTP_UNIX_SECONDS = 2_208_988_800L;

    private final Router router;
    private final RtpFields fields = new RtpFields();
    private final PublisherFeedback feedback;
    final List<Inbound> tracks;
    final @Nullable Inbound audio;
    final @Nullable Inbound video;
    final KeyFrameRequests keyFrames = new KeyFrameRequests();
    final boolean transportCc;
    final boolean remb;
    boolean active;
    boolean flowing;
    long lastMediaNanos;
    private List<byte[]> early = new ArrayList<>();
    private boolean clockKnown;
    private long clockShiftNanos;

    Publisher(
            Router router,
            String id,
            Admitted admitted,
            Relay relay,
            RtcTransport transport,
            Negotiation.Accepted agreement,
            int localSsrc) {
        super(id, admitted, relay, transport, agreement);
        this.router = router;
        this.tracks = agreement.media().stream().map(Inbound::new).toList();
        this.audio = ofKind(MediaKind.AUDIO);
        this.video = ofKind(MediaKind.VIDEO);
        this.transportCc = tracks.stream().anyMatch(in -> in.arrivalExtension > 0);
        this.remb = !transportCc && tracks.stream().anyMatch(in -> in.media.allows(RtcpFeedback.GOOG_REMB));
        this.feedback = new PublisherFeedback(router, this, localSsrc);
    }

    private @Nullable Inbound ofKind(MediaKind kind) {
        return tracks.stream().filter(in -> in.media.kind() == kind).findFirst().orElse(null);
    }

    /** A peer that ends the handshake sends at once: its first key frame may be here before the handshake's thread is done. */
    @Override
    boolean keepEarly(byte[] packet, int length) {
        if (connected() || closed || early.size() >= MOST_EARLY) {
            return false;
        }
        early.add(Arrays.copyOf(packet, length));
        return true;
    }

    @Override
    List<byte[]> takeEarly() {
        List<byte[]> kept = early;
        early = new ArrayList<>();
        return kept;
    }

    @Override
    void onConnected(long nowNanos) {
        relay.publisherConnected(this, nowNanos);
    }

    @Override
    void onRemoved(long nowNanos) {
        relay.publisherRemoved(this, nowNanos);
    }

    @Override
    void onRtp(byte[] packet, int length, long nowNanos) {
        if (!fields.read(packet, 0, length)) {
            router.counters.drop(Drop.MALFORMED);
            return;
        }
        Inbound in = find(packet, nowNanos);
        if (in == null || in.track == null || !active) {
            router.counters.drop(Drop.UNKNOWN_STREAM);
            return;
        }
        noteArrival(packet, in, nowNanos);
        if (fields.payloadType() == in.rtxPayloadType) {
            recover(packet, length, in, nowNanos);
        } else {
            in.reception.received(fields.sequenceNumber(), Integer.toUnsignedLong(fields.timestamp()), nowNanos);
            take(packet, in, in.track, nowNanos);
        }
    }

    private void noteArrival(byte[] packet, Inbound in, long nowNanos) {
        if (in.arrivalExtension > 0) {
            int at = fields.extension(packet, in.arrivalExtension);
            if (at >= 0) {
                feedback.arrived(Bytes.u16(packet, at), nowNanos);
            }
        }
    }

    /** Turns an RTX packet (RFC 4588 section 4) back into what it repeats, in place. */
    private void recover(byte[] packet, int length, Inbound in, long nowNanos) {
        if (fields.payloadLength() < 2 || !in.ssrcKnown) {
            router.counters.drop(Drop.PADDING);
            return;
        }
        int original = Bytes.u16(packet, fields.payloadOffset());
        System.arraycopy(packet, 0, packet, 2, fields.payloadOffset());
        packet[3] = (byte) (packet[3] & 0x80 | in.payloadType);
        Bytes.put16(packet, 4, original);
        Bytes.put32(packet, 10, in.ssrc);
        if (fields.read(packet, 2, length - 2)) {
            in.recovered++;
            take(packet, in, requireNonNull(in.track), nowNanos);
        }
    }

    private void take(byte[] packet, Inbound in, ForwardTrack track, long nowNanos) {
        in.packets++;
        in.lastPacketNanos = nowNanos;
        if (in.nack) {
            in.losses.received(fields.sequenceNumber(), nowNanos);
        }
        int slot = track.ingest(packet, fields, nowNanos);
        if (slot < 0) {
            router.counters.drop(dropFor(slot));
            return;
        }
        lastMediaNanos = nowNanos;
        relay.forward(this, track, slot, nowNanos);
    }

    private static Drop dropFor(int outcome) {
        return switch (outcome) {
            case ForwardTrack.PADDING -> Drop.PADDING;
            case ForwardTrack.STALE -> Drop.STALE;
            case ForwardTrack.OVERSIZED -> Drop.OVERSIZED;
            default -> Drop.MALFORMED;
        };
    }

    private @Nullable Inbound find(byte[] packet, long nowNanos) {
        int ssrc = fields.ssrc();
        for (int i = 0; i < tracks.size(); i++) {
            Inbound in = tracks.get(i);
            if (in.ssrcKnown && in.ssrc == ssrc && fields.payloadType() == in.payloadType
                    || in.rtxSsrcKnown && in.rtxSsrc == ssrc && fields.payloadType() == in.rtxPayloadType) {
                return in;
            }
        }
        return ssrc == 0 ? null : learn(packet, ssrc, nowNanos);
    }

    private @Nullable Inbound learn(byte[] packet, int ssrc, long nowNanos) {
        for (int i = 0; i < tracks.size(); i++) {
            Inbound in = tracks.get(i);
            if (in.takes(fields.payloadType()) && hasMid(packet, in)) {
                return fields.payloadType() == in.rtxPayloadType ? learnRtx(in, ssrc) : learnSource(in, ssrc, nowNanos);
            }
        }
        return null;
    }

    private static Inbound learnRtx(Inbound in, int ssrc) {
        in.rtxSsrc = ssrc;
        in.rtxSsrcKnown = true;
        return in;
    }

    private @Nullable Inbound learnSource(Inbound in, int ssrc, long nowNanos) {
        boolean busy = in.ssrcKnown && nowNanos - in.lastPacketNanos < OTHER_SOURCE_AFTER_NANOS;
        if (busy || fields.payloadLength() == 0) {
            return null;
        }
        boolean changed = in.ssrcKnown;
        in.begin(ssrc);
        if (changed && in.track != null) {
            relay.sourceChanged(this, in, nowNanos);
        }
        return in;
    }

    private boolean hasMid(byte[] packet, Inbound in) {
        int at = fields.extension(packet, in.midExtension);
        if (at < 0) {
            return true;
        }
        int length = (packet[at - 1] & 0x0f) + 1;
        return Arrays.equals(packet, at, at + length, in.mid, 0, in.mid.length);
    }

    @Override
    void onRtcp(byte[] packet, int length, long nowNanos) {
        for (RtcpPacket part : Rtcp.parse(packet, 0, length)) {
            if (part instanceof RtcpPacket.SenderReport report) {
                onSenderReport(report, nowNanos);
            }
        }
    }

    private void onSenderReport(RtcpPacket.SenderReport report, long nowNanos) {
        for (Inbound in : tracks) {
            if (in.ssrcKnown && in.ssrc == (int) report.ssrc()) {
                in.reception.senderReport(report.ntp(), nowNanos);
                in.reported = true;
                in.reportedTimestamp = (int) report.rtpTimestamp();
                in.reportedWallNanos = onOurClock(report.ntp() >>> 32, report.ntp() & 0xffff_ffffL, nowNanos);
                relay.reported(this, in);
            }
        }
    }

    /** The publisher's wall clock moved to ours by one shift for all its tracks, so that they stay in step. */
    private long onOurClock(long ntpSeconds, long ntpFraction, long nowNanos) {
        long theirs = (ntpSeconds - NTP_UNIX_SECONDS) * 1_000_000_000L + (ntpFraction * 1_000_000_000L >>> 32);
        if (!clockKnown) {
            clockKnown = true;
            clockShiftNanos = router.wallNanos(nowNanos) - theirs;
        }
        return theirs + clockShiftNanos;
    }

    /** A publisher that sends no reports: both tracks are taken to be in step on arrival. */
    void assumeReport(Inbound in, ForwardTrack track, int sourceTimestamp, long nowNanos) {
        in.reported = true;
        in.reportedTimestamp = sourceTimestamp;
        in.reportedWallNanos = router.wallNanos(nowNanos);
    }

    @Override
    void onTick(long nowNanos) {
        if (connected() && path != null) {
            feedback.send(nowNanos);
        }
    }

    @Override
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        for (Inbound in : tracks) {
            String kind = in.media.kind().token();
            details.put(kind + ".codec", in.media.codec().describe());
            details.put(kind + ".packets", Long.toString(in.packets));
            details.put(kind + ".recovered", Long.toString(in.recovered));
            details.put(kind + ".lost", Long.toString(Math.max(0, in.reception.cumulativeLost())));
        }
        details.put("flowing", Boolean.toString(flowing));
        details.put("feedback", transportCc ? "transport-cc" : remb ? "remb" : "none");
        return details;
    }
}
