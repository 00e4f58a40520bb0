package dev.stagedoor.cloudflare.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins. Lists have no cursor but {@code created}, which several videos may share, and nothing tells whether {@code start} and {@code
 * end} include their own moment or to which fraction of a second they are read. So the next page is asked for from the whole second behind the last video's, and what
 * was given already is left out.
 *
 * @param edge the moment to ask from; null at the first page
 * @param given when the videos were made that were given already and lie on this side of the edge, by uid
 */
record PagePosition(@Nullable Instant edge, Map<String, Instant> given) {
    static final PagePosition FIRST = new PagePosition(null, Map.of());

    private static final Duration STEP = Duration.ofSeconds(1);

    @Nullable
    Instant earlierOf(@Nullable Instant end) {
        return edge == null || end != null && end.isBefore(edge) ? end : edge;
    }

    @Nullable
    Instant laterOf(@Nullable Instant start) {
        return edge == null || start != null && start.isAfter(edge) ? start : edge;
    }

    /** {@return those videos of a page that were not given before} */
    List<Video> fresh(List<Video> page) {
        Map<String, Video> fresh = new LinkedHashMap<>();
        for (Video video : page) {
            if (!given.containsKey(video.uid())) {
                fresh.putIfAbsent(video.uid(), video);
            }
        }
        return List.copyOf(fresh.values());
    }

    /** {@return the position behind these videos; nothing when none tells when it was made} */
    Optional<PagePosition> behind(Collection<Video> fresh, boolean ascending) {
        Map<String, Instant> known = new LinkedHashMap<>(given);
        fresh.forEach(video -> video.created().ifPresent(at -> known.put(video.uid(), at)));
        Optional<Instant> last = fresh.stream()
                .flatMap(video -> video.created().stream())
                .reduce((a, b) -> a.isAfter(b) == ascending ? a : b);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Instant second = last.get().truncatedTo(ChronoUnit.SECONDS);
        Instant next = ascending ? second.minus(STEP) : second.plus(STEP);
        known.values().removeIf(at -> ascending ? at.isBefore(next) : at.isAfter(next));
        fresh.stream().filter(video -> video.created().isEmpty()).forEach(video -> known.put(video.uid(), next));
        return Optional.of(new PagePosition(next, known));
    }
}
