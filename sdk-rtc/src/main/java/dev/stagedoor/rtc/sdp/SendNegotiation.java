package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One decision about an offer to receive our media. */
final class SendNegotiation {
    private final SessionDescription offer;
    private final List<OutboundTrack> tracks;
    private final List<RtcpFeedback> feedback;
    private final List<String> extensions;
    private final Set<MediaKind> taken = EnumSet.noneOf(MediaKind.class);

    SendNegotiation(
            SessionDescription offer,
            List<OutboundTrack> tracks,
            List<RtcpFeedback> feedback,
            List<String> extensions) {
        this.offer = offer;
        this.tracks = tracks;
        this.feedback = feedback;
        this.extensions = extensions;
    }

    Negotiation run() {
        try {
            return accept();
        } catch (Refusal refusal) {
            return refusal.outcome();
        }
    }

    private Negotiation accept() {
        List<NegotiatedMedia> accepted = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            decide(i, offer.media().get(i)).ifPresent(accepted::add);
        }
        if (accepted.isEmpty()) {
            throw Refusal.unprocessable(Negotiation.Refused.NO_MEDIA, "the offer asks for nothing that is published");
        }
        List<MediaDescription> sections =
                accepted.stream().map(m -> offer.media().get(m.index())).toList();
        RemoteTransport transport = TransportReader.read(offer, sections);
        return new Negotiation.Accepted(offer, transport, TransportReader.roleInAnswerTo(transport.setup()), accepted);
    }

    private Optional<NegotiatedMedia> decide(int index, MediaDescription section) {
        boolean media = section.kind() == MediaKind.AUDIO || section.kind() == MediaKind.VIDEO;
        if (!media || !section.isLive()) {
            return Optional.empty();
        }
        if (!section.direction().receives()) {
            throw Refusal.unprocessable(
                    Negotiation.Refused.DIRECTION,
                    "the " + section.kind().token() + " section must be recvonly or sendrecv, not "
                            + section.direction().token());
        }
        Optional<OutboundTrack> track =
                tracks.stream().filter(t -> t.kind() == section.kind()).findFirst();
        return track.isPresent() && taken.add(section.kind())
                ? Optional.of(accepted(index, section, track.get()))
                : Optional.empty();
    }

    private RtpCodec choose(MediaDescription section, OutboundTrack track) {
        return first(section, c -> c.sameEncoding(track.codec()) && sameProfileBits(c, track.codec()))
                .or(() -> first(section, c -> c.sameEncoding(track.codec())))
                .or(() -> first(section, c -> c.receives(track.codec())))
                .orElseThrow(() -> Refusal.unprocessable(
                        Negotiation.Refused.CODEC_MISMATCH,
                        "the " + section.kind().token() + " is sent as "
                                + track.codec().describe() + ", which this player does not offer to decode (it offers "
                                + CodecNames.of(section) + ")"));
    }

    private static Optional<RtpCodec> first(MediaDescription section, Predicate<RtpCodec> test) {
        return section.codecs().stream().filter(test).findFirst();
    }

    private static boolean sameProfileBits(RtpCodec offered, RtpCodec sent) {
        String ours = sent.parameter("profile-level-id").toLowerCase(Locale.ROOT);
        String theirs = offered.parameter("profile-level-id").toLowerCase(Locale.ROOT);
        return ours.length() < 4 || theirs.startsWith(ours.substring(0, 4));
    }

    private NegotiatedMedia accepted(int index, MediaDescription section, OutboundTrack track) {
        RtpCodec offered = choose(section, track);
        RtpCodec codec = offered.withFeedback(
                offered.feedback().stream().filter(feedback::contains).toList());
        boolean transportCc = codec.feedback().contains(RtcpFeedback.TRANSPORT_CC);
        int rtx = track.rtxSsrc() < 0 ? -1 : section.rtxFor(codec.payloadType());
        return new NegotiatedMedia(
                index,
                section.mid(),
                section.kind(),
                Direction.SENDONLY,
                codec,
                rtx,
                ExtensionChooser.choose(section, extensions, Direction.RECVONLY, transportCc),
                Optional.empty(),
                List.of(),
                -1,
                Optional.of(track));
    }
}
