package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One decision about an offer to send us media. */
final class ReceiveNegotiation {
    private final SessionDescription offer;
    private final ReceiveRules rules;
    private final Set<MediaKind> taken = EnumSet.noneOf(MediaKind.class);

    ReceiveNegotiation(SessionDescription offer, ReceiveRules rules) {
        this.offer = offer;
        this.rules = rules;
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
            throw Refusal.unprocessable(
                    Negotiation.Refused.NO_MEDIA, "the offer has neither an audio nor a video track");
        }
        List<MediaDescription> sections =
                accepted.stream().map(m -> offer.media().get(m.index())).toList();
        RemoteTransport transport = TransportReader.read(offer, sections);
        return new Negotiation.Accepted(offer, transport, TransportReader.roleInAnswerTo(transport.setup()), accepted);
    }

    private Optional<NegotiatedMedia> decide(int index, MediaDescription section) {
        if (!section.isLive()) {
            return Optional.empty();
        }
        Optional<Refusal> objection = objection(section);
        if (objection.isPresent()) {
            if (rules.rejectSingly()) {
                return Optional.empty();
            }
            throw objection.get();
        }
        taken.add(section.kind());
        return Optional.of(accepted(index, section, choose(section).orElseThrow()));
    }

    private Optional<Refusal> objection(MediaDescription section) {
        String kind = section.kind().token();
        if (section.kind() != MediaKind.AUDIO && section.kind() != MediaKind.VIDEO) {
            return objection(
                    Negotiation.Refused.UNSUPPORTED_MEDIA, "only audio and video can be published, not " + kind);
        }
        if (!section.direction().sends()) {
            String direction = section.direction().token();
            return objection(
                    Negotiation.Refused.DIRECTION,
                    "the " + kind + " section must be sendonly or sendrecv, not " + direction);
        }
        if (taken.contains(section.kind())) {
            return objection(Negotiation.Refused.TOO_MANY_TRACKS, "only one " + kind + " track can be published");
        }
        if (choose(section).isEmpty()) {
            return objection(
                    Negotiation.Refused.UNSUPPORTED_CODEC,
                    "no supported " + kind + " codec: offered " + CodecNames.of(section) + ", supported "
                            + String.join(", ", rules.codecs(section.kind())));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> objection(String code, String reason) {
        return Optional.of(Refusal.unprocessable(code, reason));
    }

    private Optional<RtpCodec> choose(MediaDescription section) {
        for (String name : rules.codecs(section.kind())) {
            Optional<RtpCodec> best = bestOf(section, name);
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    private static Optional<RtpCodec> bestOf(MediaDescription section, String name) {
        RtpCodec[] best = new RtpCodec[1];
        section.codecs().stream().filter(c -> c.is(name)).forEach(codec -> {
            if (best[0] == null || rank(codec) < rank(best[0])) {
                best[0] = codec;
            }
        });
        return Optional.ofNullable(best[0]);
    }

    /** Lower is decoded by more players; only H.264 differs. */
    private static int rank(RtpCodec codec) {
        if (!codec.is("H264")) {
            return 0;
        }
        int mode = codec.packetizationMode() == 1 ? 0 : 3;
        boolean constrained =
                codec.parameter("profile-level-id").toLowerCase(Locale.ROOT).startsWith("42e0");
        boolean baseline = codec.h264Profile() == H264Profile.BASELINE;
        return mode + (constrained ? 0 : baseline ? 1 : 2);
    }

    private NegotiatedMedia accepted(int index, MediaDescription section, RtpCodec offered) {
        RtpCodec codec = offered.withFeedback(
                offered.feedback().stream().filter(rules.feedback()::contains).toList());
        boolean transportCc = codec.feedback().contains(RtcpFeedback.TRANSPORT_CC);
        List<Long> ssrcs = section.primarySsrcs();
        return new NegotiatedMedia(
                index,
                section.mid(),
                section.kind(),
                Direction.RECVONLY,
                codec,
                section.rtxFor(codec.payloadType()),
                ExtensionChooser.choose(section, rules.extensions(), Direction.SENDONLY, transportCc),
                section.msid(),
                ssrcs,
                ssrcs.isEmpty() ? -1 : section.rtxSsrcFor(ssrcs.get(0)),
                Optional.empty());
    }
}
