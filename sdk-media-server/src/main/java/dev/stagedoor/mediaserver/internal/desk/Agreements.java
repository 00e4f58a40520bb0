package dev.stagedoor.mediaserver.internal.desk;

import dev.stagedoor.mediaserver.internal.forward.ExtensionMap;
import dev.stagedoor.mediaserver.internal.router.Relay;
import dev.stagedoor.rtc.sdp.ExtensionUri;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.RtcpFeedback;
import dev.stagedoor.rtc.sdp.SessionDescription;
import dev.stagedoor.rtc.sdp.WhepAnswerer;
import dev.stagedoor.rtc.sdp.WhipAnswerer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is agreed with publishers and viewers. */
public final class Agreements {
    private static final String CNAME = "stagedoor";
    private static final String STREAM = "stagedoor";

    private final List<String> videoCodecs;
    private final WhepAnswerer whep;

    /** @param videoCodecs encoding names that publishers may use, the preferred first */
    public Agreements(List<String> videoCodecs) {
        this.videoCodecs = List.copyOf(videoCodecs);
        this.whep = WhepAnswerer.builder()
                .feedback(List.of(RtcpFeedback.NACK, RtcpFeedback.NACK_PLI, RtcpFeedback.CCM_FIR))
                .extensions(ExtensionMap.FORWARDED)
                .build();
    }

    /** Decides on a publisher's offer; a publisher that comes back keeps its encoding when it still offers it. */
    Negotiation publish(SessionDescription offer, Optional<Relay.Published> running) {
        List<String> preferred = new ArrayList<>(videoCodecs);
        running.flatMap(Relay.Published::video).ifPresent(video -> {
            String current = video.codec().name();
            preferred.removeIf(current::equalsIgnoreCase);
            preferred.add(0, current);
        });
        return WhipAnswerer.builder()
                .videoCodecs(preferred)
                .extensions(received())
                .build()
                .negotiate(offer);
    }

    private static List<String> received() {
        List<String> uris = new ArrayList<>(ExtensionMap.FORWARDED);
        uris.add(ExtensionUri.MID);
        uris.add(ExtensionUri.TRANSPORT_CC);
        return uris;
    }

    /** Decides on a viewer's offer. */
    Negotiation watch(SessionDescription offer, Relay.Published published) {
        List<OutboundTrack> tracks = new ArrayList<>();
        published.audio().ifPresent(audio -> tracks.add(outbound(MediaKind.AUDIO, audio, -1)));
        published
                .video()
                .ifPresent(video -> tracks.add(outbound(
                        MediaKind.VIDEO,
                        video,
                        Integer.toUnsignedLong(video.track().rtxSsrc()))));
        return whep.negotiate(offer, tracks);
    }

    private static OutboundTrack outbound(MediaKind kind, Relay.Track track, long rtxSsrc) {
        return new OutboundTrack(
                kind,
                track.codec(),
                Integer.toUnsignedLong(track.track().ssrc()),
                rtxSsrc,
                CNAME,
                new Msid(STREAM, kind.token()));
    }
}
