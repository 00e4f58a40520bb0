package dev.stagedoor.core.catalog;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.accounts.UserId;
import java.util.Optional;

/** The catalog of workouts. Safe for use by many threads. */
public interface Catalog {
    /**
     * @param text found in the title whatever the case of letters; empty for all; no character is special
     * @param cursor {@link WorkoutPage#nextCursor()} of the page before; empty, or unreadable, for the first
     * @param limit the most to give, 1 to 100
     * @return a page, the newest first
     */
    WorkoutPage browse(String text, Optional<String> cursor, int limit);

    /**
     * @param id a workout
     * @return it, or empty
     */
    Optional<Workout> find(WorkoutId id);

    /**
     * Asks the gate.
     *
     * @param user who; empty for somebody who is not signed in
     * @param id a workout
     * @return the verdict with its reasons, as of now
     */
    AccessExplanation explainAccess(Optional<UserId> user, WorkoutId id);

    /**
     * Asks the gate, and signs what a player needs.
     *
     * @param user who; empty for somebody who is not signed in
     * @param id a workout
     * @return what came of it
     */
    WatchWorkoutResult watch(Optional<UserId> user, WorkoutId id);
}
