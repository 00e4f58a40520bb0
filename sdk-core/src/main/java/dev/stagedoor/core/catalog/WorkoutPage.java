package dev.stagedoor.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Some workouts.
 *
 * @param workouts the newest first
 * @param nextCursor where to go on; empty at the end
 */
public record WorkoutPage(List<Workout> workouts, Optional<String> nextCursor) {
    /** Copies the workouts. */
    public WorkoutPage {
        workouts = List.copyOf(workouts);
    }
}
