package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Picks header extensions of an offered section. */
final class ExtensionChooser {
    /** Larger ids need the two-byte form, which not every peer reads. */
    private static final int MAX_ID = 14;

    private ExtensionChooser() {}

    /**
     * @param supported URIs we know
     * @param flow the only direction in which media will go, seen from the offerer
     */
    static List<HeaderExtension> choose(
            MediaDescription section, List<String> supported, Direction flow, boolean transportCc) {
        List<HeaderExtension> chosen = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        Set<String> uris = new HashSet<>();
        for (HeaderExtension offered : section.extensions()) {
            boolean usable = supported.contains(offered.uri())
                    && offered.id() <= MAX_ID
                    && goesWith(offered, flow)
                    && (transportCc || !offered.uri().equals(ExtensionUri.TRANSPORT_CC));
            if (usable && !ids.contains(offered.id()) && uris.add(offered.uri())) {
                ids.add(offered.id());
                chosen.add(new HeaderExtension(
                        offered.id(), offered.direction().map(d -> flow.reversed()), offered.uri()));
            }
        }
        return List.copyOf(chosen);
    }

    private static boolean goesWith(HeaderExtension offered, Direction flow) {
        return offered.direction()
                .map(d -> flow == Direction.SENDONLY ? d.sends() : d.receives())
                .orElse(true);
    }
}
