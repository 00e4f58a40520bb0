package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the answer to an accepted offer (RFC 8829 section 5.3). */
final class AnswerWriter {
    private final Negotiation.Accepted agreed;
    private final SessionDescription offer;
    private final LocalTransport local;

    AnswerWriter(Negotiation.Accepted agreed, LocalTransport local) {
        this.agreed = agreed;
        this.offer = agreed.remoteDescription();
        this.local = local;
    }

    SessionDescription write() {
        SessionDescription.Builder answer = new SessionDescription.Builder();
        String mids = agreed.media().stream()
                .map(NegotiatedMedia::mid)
                .filter(mid -> offer.bundle().contains(mid))
                .collect(Collectors.joining(" "));
        if (!mids.isEmpty()) {
            answer.attribute("group", "BUNDLE " + mids);
        }
        if (local.iceLite()) {
            answer.attribute("ice-lite", "");
        }
        if (offer.attribute("extmap-allow-mixed").isPresent()) {
            answer.attribute("extmap-allow-mixed", "");
        }
        agreed.media().stream()
                .flatMap(m -> m.outbound().stream())
                .findFirst()
                .ifPresent(t -> answer.attribute("msid-semantic", "WMS " + t.msid().stream()));
        for (int i = 0; i < offer.media().size(); i++) {
            answer.media(section(i));
        }
        return answer.build(local.sessionId());
    }

    private MediaDescription section(int index) {
        MediaDescription offered = offer.media().get(index);
        return agreed.media().stream()
                .filter(m -> m.index() == index)
                .findFirst()
                .map(m -> accepted(offered, m))
                .orElseGet(() -> rejected(offered));
    }

    private static MediaDescription rejected(MediaDescription offered) {
        MediaDescription.Builder section =
                new MediaDescription.Builder(offered.mediaToken(), 0, offered.protocol(), offered.formats());
        if (!offered.mid().isEmpty()) {
            section.attribute("mid", offered.mid());
        }
        return section.attribute(Direction.INACTIVE.token()).build();
    }

    private MediaDescription accepted(MediaDescription offered, NegotiatedMedia media) {
        List<String> formats = new ArrayList<>();
        formats.add(Integer.toString(media.codec().payloadType()));
        if (media.rtxPayloadType() >= 0) {
            formats.add(Integer.toString(media.rtxPayloadType()));
        }
        MediaDescription.Builder section =
                new MediaDescription.Builder(offered.mediaToken(), 9, offered.protocol(), formats);
        if (!media.mid().isEmpty()) {
            section.attribute("mid", media.mid());
        }
        boolean first = media.index() == agreed.media().get(0).index();
        local.describe(section, agreed.localSetup());
        section.attribute(media.direction().token()).attribute("rtcp-mux").attribute("rtcp-mux-only");
        if (offered.has("rtcp-rsize")) {
            section.attribute("rtcp-rsize");
        }
        media.extensions().forEach(e -> section.attribute("extmap", e.toString()));
        section.codec(media.codec());
        if (media.rtxPayloadType() >= 0) {
            offered.codecs().stream()
                    .filter(c -> c.payloadType() == media.rtxPayloadType())
                    .forEach(rtx -> section.codec(rtx.withFeedback(List.of())));
        }
        media.outbound().ifPresent(t -> t.describe(section, media.rtxPayloadType() >= 0));
        local.describeCandidates(section, first);
        return section.build();
    }
}
