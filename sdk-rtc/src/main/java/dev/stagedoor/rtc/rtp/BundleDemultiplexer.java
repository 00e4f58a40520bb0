package dev.stagedoor.rtc.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the {@code m=} section of a packet on a bundled transport (RFC 9143 section 9.2): by MID extension, then by known
 * SSRC, then by payload type when it names one section only. Sources are learned, at most 64. Not thread-safe.
 */
public final class BundleDemultiplexer {
    /** No section fits: drop the packet. */
    public static final int UNKNOWN = -1;

    private static final int AMBIGUOUS = -2;
    private static final int MAX_SOURCES = 64;

    private final Map<Long, Integer> bySource = new HashMap<>();
    private final Map<String, Integer> byMid = new HashMap<>();
    private final int[] byPayloadType = new int[128];
    private final boolean[] midIds = new boolean[256];

    public BundleDemultiplexer() {
        Arrays.fill(byPayloadType, UNKNOWN);
    }

    /**
     * Adds a section.
     *
     * @param section its index, 0 or greater
     * @param mid its mid; may be empty
     * @param midExtension id of the MID extension in it, or 0
     */
    public BundleDemultiplexer section(int section, String mid, int midExtension) {
        if (!mid.isEmpty()) {
            byMid.put(mid, section);
            midIds[midExtension & 0xff] |= midExtension > 0;
        }
        return this;
    }

    /** Adds a payload type of a section; one that several sections use names none. */
    public BundleDemultiplexer payloadType(int section, int payloadType) {
        int known = byPayloadType[payloadType & 0x7f];
        byPayloadType[payloadType & 0x7f] = known == UNKNOWN || known == section ? section : AMBIGUOUS;
        return this;
    }

    /** Adds a declared source of a section. */
    public BundleDemultiplexer source(int section, long ssrc) {
        learn(ssrc, section);
        return this;
    }

    /** The section of the packet, or {@link #UNKNOWN}. */
    public int route(RtpPacket packet) {
        Integer known = bySource.get(packet.ssrc());
        if (known != null) {
            return known;
        }
        int section = byMidOf(packet);
        if (section == UNKNOWN) {
            section = Math.max(UNKNOWN, byPayloadType[packet.payloadType()]);
        }
        if (section != UNKNOWN) {
            learn(packet.ssrc(), section);
        }
        return section;
    }

    private int byMidOf(RtpPacket packet) {
        for (int id = 1; id < midIds.length; id++) {
            if (midIds[id] && packet.findExtension(id)) {
                String mid = new String(
                        packet.buffer(), packet.elementOffset(), packet.elementLength(), StandardCharsets.UTF_8);
                Integer section = byMid.get(mid);
                if (section != null) {
                    return section;
                }
            }
        }
        return UNKNOWN;
    }

    private void learn(long ssrc, int section) {
        if (bySource.size() < MAX_SOURCES) {
            bySource.put(ssrc, section);
        }
    }
}
