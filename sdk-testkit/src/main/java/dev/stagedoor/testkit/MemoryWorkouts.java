package dev.stagedoor.testkit;

import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.WorkoutStore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

final class MemoryWorkouts implements WorkoutStore {
    private static final Comparator<Workout> NEWEST_FIRST = Comparator.comparing(Workout::createdAt)
            .thenComparing(it -> it.id().toString())
            .reversed();

    private final Table<WorkoutId, Workout> table;

    MemoryWorkouts(Table.UndoLog undo) {
        table = new Table<>(undo);
    }

    @Override
    public void insert(Workout workout) {
        if (workout.source().flatMap(this::findBySource).isPresent()) {
            throw new ConcurrentChangeException("stream " + workout.source().get() + " is a workout already");
        }
        table.put(workout.id(), workout);
    }

    @Override
    public Optional<Workout> find(WorkoutId id) {
        return table.find(id);
    }

    @Override
    public Optional<Workout> findBySource(StreamId source) {
        return table.rows()
                .filter(it -> it.source().equals(Optional.of(source)))
                .findFirst();
    }

    @Override
    public List<Workout> list(String text, Optional<Position> after, int limit) {
        String searched = text.toLowerCase(Locale.ROOT);
        return table.rows()
                .filter(it -> it.title().toLowerCase(Locale.ROOT).contains(searched))
                .filter(it -> after.map(place -> isBehind(it, place)).orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    private static boolean isBehind(Workout workout, Position place) {
        int byTime = workout.createdAt().compareTo(place.createdAt());
        return byTime < 0
                || byTime == 0 && workout.id().toString().compareTo(place.id().toString()) < 0;
    }
}
