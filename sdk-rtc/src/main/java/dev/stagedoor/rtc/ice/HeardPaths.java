package dev.stagedoor.rtc.ice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The paths by which correctly keyed messages came, few and bounded. */
final class HeardPaths {
    private final Map<NetworkPath, Long> lastHeard = new LinkedHashMap<>();

    /** @return true if the path is new */
    boolean heard(NetworkPath path, long nowNanos) {
        return lastHeard.put(path, nowNanos) == null;
    }

    boolean contains(NetworkPath path) {
        return lastHeard.containsKey(path);
    }

    boolean isSilent(NetworkPath path, long sinceNanos) {
        Long last = lastHeard.get(path);
        return last == null || last <= sinceNanos;
    }

    /** The path to give up because there are too many: the one silent for longest, never {@code kept}. */
    Optional<NetworkPath> surplus(int limit, Optional<NetworkPath> kept) {
        if (lastHeard.size() <= limit) {
            return Optional.empty();
        }
        return lastHeard.entrySet().stream()
                .filter(entry -> !kept.equals(Optional.of(entry.getKey())))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    void forget(NetworkPath path) {
        lastHeard.remove(path);
    }
}
