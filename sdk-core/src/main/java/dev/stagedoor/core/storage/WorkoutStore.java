package dev.stagedoor.core.storage;

import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.session.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SPI: the catalog. Holds, by a constraint of its own, that a class becomes at most one workout. */
public interface WorkoutStore {
    /**
     * Adds a workout. Where its class became one at the same moment, the whole unit of work is run again.
     *
     * @param workout a new one
     */
    void insert(Workout workout);

    /**
     * @param id a workout
     * @return it, or empty
     */
    Optional<Workout> find(WorkoutId id);

    /**
     * @param source a class
     * @return the workout it became, or empty
     */
    Optional<Workout> findBySource(StreamId source);

    /**
     * @param text found in the title whatever the case of letters; empty for all; no character is special
     * @param after the place to go on behind
     * @param limit the most to give, at least 1
     * @return the newest first
     */
    List<Workout> list(String text, Optional<Position> after, int limit);

    /**
     * A place in the order.
     *
     * @param createdAt of the last workout shown
     * @param id of the last workout shown
     */
    record Position(Instant createdAt, WorkoutId id) {}
}
