package dev.stagedoor.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** When pictures of classes came, were seen and went, as it should be. */
final class ModelMedia {
    /** How long a picture may be out of sight. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private record Stretch(Instant from, Optional<Instant> until, Instant seen) {
        boolean isOpen() {
            return until.isEmpty();
        }

        Stretch endedAt(Instant at) {
            return new Stretch(from, Optional.of(at), seen);
        }

        Stretch seenAt(Instant at) {
            return new Stretch(from, until, at.isAfter(seen) ? at : seen);
        }
    }

    private final Map<String, List<Stretch>> stretches = new LinkedHashMap<>();
    private final Set<String> arriving = new LinkedHashSet<>();

    ModelMedia copy() {
        ModelMedia copy = new ModelMedia();
        copy.stretches.putAll(stretches);
        copy.arriving.addAll(arriving);
        return copy;
    }

    private List<Stretch> of(String course) {
        return stretches.getOrDefault(course, List.of());
    }

    private void changeOpen(String course, Predicate<Stretch> which, UnaryOperator<Stretch> change) {
        stretches.put(
                course,
                of(course).stream()
                        .map(it -> it.isOpen() && which.test(it) ? change.apply(it) : it)
                        .toList());
    }

    private void endUnseen(String course, Instant now) {
        changeOpen(course, it -> !it.seen().isAfter(now.minus(LEASE)), it -> it.endedAt(it.seen()));
    }

    private void add(String course, Instant now) {
        if (of(course).stream().noneMatch(it -> it.from().equals(now))) {
            changeOpen(course, it -> true, it -> it.endedAt(now));
            List<Stretch> next = new ArrayList<>(of(course));
            next.add(new Stretch(now, Optional.empty(), now));
            next.sort(Comparator.comparing(Stretch::from));
            stretches.put(course, List.copyOf(next));
        }
        changeOpen(course, it -> true, it -> it.seenAt(now));
    }

    void begins(String course, Instant now) {
        endUnseen(course, now);
        add(course, now);
        arriving.add(course);
    }

    void stops(String course, Instant now) {
        if (arriving.remove(course)) {
            changeOpen(course, it -> true, it -> it.endedAt(now));
        }
    }

    /** The process is gone, and nothing arrives any more. */
    void died() {
        arriving.clear();
    }

    void look(Instant now, Predicate<String> isOpen) {
        arriving.removeIf(isOpen.negate());
        for (String course : arriving) {
            boolean known = of(course).stream().anyMatch(Stretch::isOpen);
            if (known) {
                changeOpen(course, it -> true, it -> it.seenAt(now));
            } else {
                add(course, now);
            }
        }
        List.copyOf(stretches.keySet()).forEach(course -> endUnseen(course, now));
    }

    void classIsOver(String course, Instant now) {
        endUnseen(course, now);
        changeOpen(course, it -> true, it -> it.endedAt(now));
        arriving.remove(course);
    }

    boolean none(String course) {
        return of(course).isEmpty();
    }

    /** {@return whether there was a picture, and none since} */
    boolean silentSince(String course, Instant by) {
        return !none(course)
                && of(course).stream()
                        .allMatch(
                                it -> it.until().filter(end -> !end.isAfter(by)).isPresent());
    }

    Duration delivered(String course, Instant from, Instant until) {
        Duration sum = Duration.ZERO;
        for (Stretch it : of(course)) {
            Instant start = it.from().isAfter(from) ? it.from() : from;
            Instant end = it.until().filter(at -> at.isBefore(until)).orElse(until);
            sum = end.isAfter(start) ? sum.plus(Duration.between(start, end)) : sum;
        }
        return sum;
    }

    String text(String course) {
        return of(course).stream().map(it -> line(it.from(), it.until())).collect(Collectors.joining());
    }

    static String line(Instant from, Optional<Instant> until) {
        return " media " + from + ".." + until.map(Instant::toString).orElse("");
    }
}
