package dev.stagedoor.core.catalog;

import dev.stagedoor.core.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one workout.
 *
 * @param value time-ordered
 */
public record WorkoutId(UUID value) {
    /**
     * @param text anything
     * @return the id it spells, or empty
     */
    public static Optional<WorkoutId> parse(String text) {
        return Uuids.parse(text).map(WorkoutId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
