package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks an answer against our offer (RFC 8829 section 5.11). */
final class AnswerReader {
    private final Direction offered;
    private final List<OfferedSection> sections;
    private final SessionDescription answer;

    AnswerReader(Direction offered, List<OfferedSection> sections, SessionDescription answer) {
        this.offered = offered;
        this.sections = sections;
        this.answer = answer;
    }

    Negotiation read() {
        if (answer.media().size() != sections.size()) {
            throw Refusal.malformed(
                    "the answer has " + answer.media().size() + " sections, the offer " + sections.size());
        }
        List<NegotiatedMedia> accepted = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            section(i).ifPresent(accepted::add);
        }
        if (accepted.isEmpty()) {
            throw Refusal.unprocessable(Negotiation.Refused.NO_MEDIA, "the answer rejects every section");
        }
        List<MediaDescription> used =
                accepted.stream().map(m -> answer.media().get(m.index())).toList();
        RemoteTransport transport = TransportReader.read(answer, used);
        SetupRole local = transport.setup() == SetupRole.ACTIVE ? SetupRole.PASSIVE : SetupRole.ACTIVE;
        return new Negotiation.Accepted(answer, transport, local, accepted);
    }

    private Optional<NegotiatedMedia> section(int index) {
        OfferedSection ours = sections.get(index);
        MediaDescription theirs = answer.media().get(index);
        if (!theirs.isLive()) {
            return Optional.empty();
        }
        if (theirs.kind() != ours.kind()) {
            throw Refusal.malformed(
                    "section " + index + " of the answer is not " + ours.kind().token());
        }
        boolean flows = offered == Direction.SENDONLY
                ? theirs.direction().receives()
                : theirs.direction().sends();
        if (!flows) {
            throw Refusal.unprocessable(
                    Negotiation.Refused.DIRECTION,
                    "the answer's " + ours.kind().token() + " section is "
                            + theirs.direction().token());
        }
        return Optional.of(agreed(index, ours, theirs));
    }

    private NegotiatedMedia agreed(int index, OfferedSection ours, MediaDescription theirs) {
        RtpCodec codec = theirs.codecs().stream()
                .filter(c -> ours.codecs().stream().anyMatch(o -> fits(o, c)))
                .findFirst()
                .orElseThrow(() -> Refusal.unprocessable(
                        Negotiation.Refused.CODEC_MISMATCH,
                        "the answer's " + ours.kind().token() + " codecs (" + CodecNames.of(theirs)
                                + ") are not those of the offer"));
        List<Long> ssrcs = theirs.primarySsrcs();
        return new NegotiatedMedia(
                index,
                Integer.toString(index),
                ours.kind(),
                offered,
                codec,
                theirs.rtxFor(codec.payloadType()),
                theirs.extensions(),
                theirs.msid(),
                ssrcs,
                ssrcs.isEmpty() ? -1 : theirs.rtxSsrcFor(ssrcs.get(0)),
                ours.track());
    }

    /** Same name, clock and, for H.264, mode; servers answer with profiles of their own. */
    private static boolean fits(RtpCodec ours, RtpCodec theirs) {
        boolean sameName = !ours.is("rtx") && ours.is(theirs.name()) && ours.clockRate() == theirs.clockRate();
        return sameName && (!ours.is("H264") || ours.packetizationMode() >= theirs.packetizationMode());
    }
}
