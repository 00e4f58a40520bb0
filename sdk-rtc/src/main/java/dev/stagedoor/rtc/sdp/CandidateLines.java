package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;

/** {@code a=candidate} lines, bounded; those that cannot be used are dropped in silence (RFC 8839 section 5.1). */
final class CandidateLines {
    private static final String NAME = "candidate";

    private CandidateLines() {}

    static List<IceCandidate> read(List<Attribute> attributes) {
        List<IceCandidate> candidates = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(NAME) && candidates.size() < SdpLimits.MAX_CANDIDATES) {
                IceCandidate.parse(NAME + ":" + attribute.value()).ifPresent(candidates::add);
            }
        }
        return List.copyOf(candidates);
    }

    static Attribute write(IceCandidate candidate) {
        return Attribute.parse(candidate.toSdp());
    }
}
