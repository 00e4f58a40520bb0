package dev.stagedoor.rtc.srtp;

import org.jspecify.annotations.Nullable;

/** The SSRCs of one direction and protocol, few and bounded. A source is kept from its first accepted packet on. */
final class SourceTable {
    private final Source[] sources = new Source[SrtpContext.MAX_SOURCES];
    private int size;
    private int lastHit;

    /** The source of this SSRC, a new one that is not kept yet, or null if there is no room for it. */
    @Nullable
    Source find(int ssrc) {
        if (lastHit < size && sources[lastHit].ssrc == ssrc) {
            return sources[lastHit];
        }
        for (int i = 0; i < size; i++) {
            if (sources[i].ssrc == ssrc) {
                lastHit = i;
                return sources[i];
            }
        }
        return size == sources.length ? null : new Source(ssrc);
    }

    void accept(Source source, long index) {
        if (source.isNew()) {
            lastHit = size;
            sources[size++] = source;
        }
        source.accept(index);
    }
}
