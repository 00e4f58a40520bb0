package dev.stagedoor.core.accounts;

import dev.stagedoor.core.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one person.
 *
 * @param value the 128-bit value, time-ordered when made by {@link dev.stagedoor.core.TimeOrderedIds}
 */
public record UserId(UUID value) {
    /**
     * Reads the canonical 36-character form.
     *
     * @param text anything, such as a path segment of a request
     * @return empty when the text is not an id
     */
    public static Optional<UserId> parse(String text) {
        return Uuids.parse(text).map(UserId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
