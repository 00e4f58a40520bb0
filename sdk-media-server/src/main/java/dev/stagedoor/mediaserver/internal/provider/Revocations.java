package dev.stagedoor.mediaserver.internal.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that were made worthless before they expired, remembered as long as one of them could still be good. Safe for use by
 * many threads.
 */
public final class Revocations {
    private static final int SWEEP_AT = 1_000;

    private final Map<String, Entry> upTo = new ConcurrentHashMap<>();
    private volatile Duration longestLife = Duration.ofMinutes(1);

    private record Entry(long serial, Instant at) {}

    /** A token of this life was issued. */
    public synchronized void issued(Duration life) {
        if (life.compareTo(longestLife) > 0) {
            longestLife = life;
        }
    }

    /** Tokens of this holder up to this serial are worthless. */
    public void revoke(String holder, long serial, Instant now) {
        upTo.merge(holder, new Entry(serial, now), (old, next) -> old.serial() > next.serial() ? old : next);
        if (upTo.size() > SWEEP_AT) {
            Instant forgotten = now.minus(longestLife);
            upTo.values().removeIf(entry -> entry.at().isBefore(forgotten));
        }
    }

    /** Whether a token of this holder is worthless. */
    public boolean covers(String holder, long serial) {
        Entry entry = upTo.get(holder);
        return entry != null && serial <= entry.serial();
    }
}
