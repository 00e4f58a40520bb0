package dev.stagedoor.rtc.sdp;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code a=ssrc} and {@code a=ssrc-group} lines of a section (RFC 5576). */
record Sources(List<Long> primary, Map<Long, Long> rtxByPrimary, Optional<Msid> msid) {
    private static final long MAX_SSRC = 0xffff_ffffL;
    private static final int MAX_SOURCES = 64;

    static Sources read(List<Attribute> attributes) {
        Set<Long> declared = new LinkedHashSet<>();
        Map<Long, Long> pairs = new LinkedHashMap<>();
        Optional<Msid> msid = Optional.empty();
        for (Attribute attribute : attributes) {
            if (attribute.name().equals("ssrc") && declared.size() < MAX_SOURCES) {
                String[] parts = Words.of(attribute.value(), 2);
                long ssrc = Numbers.parseLong(parts[0], MAX_SSRC);
                if (ssrc >= 0) {
                    declared.add(ssrc);
                }
                if (msid.isEmpty() && parts.length == 2 && parts[1].startsWith("msid:")) {
                    msid = Msid.parse(parts[1].substring("msid:".length()));
                }
            } else if (attribute.name().equals("ssrc-group") && pairs.size() < MAX_SOURCES) {
                readPair(attribute.value(), pairs);
            }
        }
        declared.removeAll(pairs.values());
        pairs.values().removeIf(rtx -> rtx < 0);
        return new Sources(List.copyOf(declared), Map.copyOf(pairs), msid);
    }

    private static void readPair(String value, Map<Long, Long> pairs) {
        String[] words = Words.of(value);
        if (words.length != 3 || !words[0].equals("FID")) {
            return;
        }
        long primary = Numbers.parseLong(words[1], MAX_SSRC);
        long rtx = Numbers.parseLong(words[2], MAX_SSRC);
        if (primary >= 0 && rtx >= 0) {
            pairs.put(primary, rtx);
        }
    }

    long rtxFor(long ssrc) {
        return rtxByPrimary.getOrDefault(ssrc, -1L);
    }
}
