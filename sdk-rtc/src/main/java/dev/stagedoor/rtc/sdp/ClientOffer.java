package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An offer of ours and the reading of its answer: sendonly for a publisher (RFC 9725 section 4.2), recvonly for a
 * player. Immutable.
 */
public final class ClientOffer {
    private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

    private final Direction direction;
    private final List<OfferedSection> sections;

    private ClientOffer(Direction direction, List<OfferedSection> sections) {
        this.direction = direction;
        this.sections = List.copyOf(sections);
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("an offer needs at least one section");
        }
    }

    /** Offers to send these tracks, at most one of a kind, each with one codec and RTX when it has a source for it. */
    public static ClientOffer publish(List<OutboundTrack> tracks) {
        List<OfferedSection> sections = new ArrayList<>();
        for (OutboundTrack track : tracks) {
            List<RtpCodec> codecs = new ArrayList<>(List.of(track.codec()));
            if (track.rtxSsrc() >= 0) {
                codecs.add(RtpCodec.rtx(
                        track.codec().payloadType() + 1, track.codec().payloadType()));
            }
            sections.add(new OfferedSection(track.kind(), codecs, Optional.of(track)));
        }
        return new ClientOffer(Direction.SENDONLY, sections);
    }

    /**
     * Offers to receive audio and video.
     *
     * @param audio codecs in the order of preference; empty to leave audio out
     * @param video codecs in the order of preference, RTX included; empty to leave video out
     */
    public static ClientOffer play(List<RtpCodec> audio, List<RtpCodec> video) {
        List<OfferedSection> sections = new ArrayList<>();
        if (!audio.isEmpty()) {
            sections.add(new OfferedSection(MediaKind.AUDIO, audio, Optional.empty()));
        }
        if (!video.isEmpty()) {
            sections.add(new OfferedSection(MediaKind.VIDEO, video, Optional.empty()));
        }
        return new ClientOffer(Direction.RECVONLY, sections);
    }

    /** The description to send; mids are "0", "1" in the order of sections, roles are {@code actpass}. */
    public SessionDescription describe(LocalTransport local) {
        SessionDescription.Builder offer = new SessionDescription.Builder();
        StringBuilder mids = new StringBuilder("BUNDLE");
        for (int i = 0; i < sections.size(); i++) {
            mids.append(' ').append(i);
        }
        offer.attribute("group", mids.toString()).attribute("extmap-allow-mixed", "");
        for (int i = 0; i < sections.size(); i++) {
            offer.media(section(i, local));
        }
        return offer.build(local.sessionId());
    }

    private MediaDescription section(int index, LocalTransport local) {
        OfferedSection offered = sections.get(index);
        MediaDescription.Builder section =
                new MediaDescription.Builder(offered.kind().token(), 9, PROTOCOL, offered.formats());
        section.attribute("mid", Integer.toString(index));
        local.describe(section, SetupRole.ACTPASS);
        section.attribute(direction.token())
                .attribute("rtcp-mux")
                .attribute("rtcp-mux-only")
                .attribute("rtcp-rsize");
        offered.extensions().forEach(e -> section.attribute("extmap", e.toString()));
        offered.codecs().forEach(section::codec);
        offered.track().ifPresent(t -> t.describe(section, true));
        local.describeCandidates(section, index == 0);
        return section.build();
    }

    /** Reads the answer; refused when it does not fit the offer. */
    public Negotiation readAnswer(SessionDescription answer) {
        try {
            return new AnswerReader(direction, sections, answer).read();
        } catch (Refusal refusal) {
            return refusal.outcome();
        }
    }
}
