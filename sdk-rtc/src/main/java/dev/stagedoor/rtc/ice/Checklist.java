package dev.stagedoor.rtc.ice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The pairs under check, best first, bounded (RFC 8445 section 6.1.2). */
final class Checklist {
    static final int MAX_PAIRS = 128;
    private static final Comparator<CandidatePair> BEST_FIRST =
            Comparator.<CandidatePair>comparingLong(pair -> pair.priority).reversed();

    private final List<CandidatePair> pairs = new ArrayList<>();

    List<CandidatePair> all() {
        return Collections.unmodifiableList(pairs);
    }

    Optional<CandidatePair> find(Generation generation, NetworkPath path) {
        return first(pair -> pair.generation == generation && pair.path.equals(path));
    }

    Optional<CandidatePair> first(Predicate<CandidatePair> wanted) {
        for (CandidatePair pair : pairs) {
            if (wanted.test(pair)) {
                return Optional.of(pair);
            }
        }
        return Optional.empty();
    }

    boolean isFull() {
        return pairs.size() >= MAX_PAIRS;
    }

    void add(CandidatePair pair) {
        pairs.add(pair);
        pairs.sort(BEST_FIRST);
    }

    void removeIf(Predicate<CandidatePair> unwanted) {
        pairs.removeIf(unwanted);
    }

    /** RFC 8445 section 6.1.2.3. */
    static long priority(IceRole role, long local, long remote) {
        long controlling = role == IceRole.CONTROLLING ? local : remote;
        long controlled = role == IceRole.CONTROLLING ? remote : local;
        long low = Math.min(controlling, controlled);
        long high = Math.max(controlling, controlled);
        return (low << 32) + 2 * high + (controlling > controlled ? 1 : 0);
    }
}
