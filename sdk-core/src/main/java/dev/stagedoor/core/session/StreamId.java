package dev.stagedoor.core.session;

import dev.stagedoor.core.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one class.
 *
 * @param value the 128-bit value, time-ordered when made by {@link dev.stagedoor.core.TimeOrderedIds}
 */
public record StreamId(UUID value) {
    /**
     * Reads the canonical 36-character form.
     *
     * @param text anything, such as a path segment of a request
     * @return empty when the text is not an id
     */
    public static Optional<StreamId> parse(String text) {
        return Uuids.parse(text).map(StreamId::new);
    }

    /**
     * Makes the id that a retried request makes again: the same scope and key always give the same id.
     *
     * @param scope who sent the key, so that keys of two people never meet
     * @param key the idempotency key as received
     * @return the id for the class that this request creates
     */
    public static StreamId fromKey(String scope, String key) {
        return new StreamId(Uuids.fromName("stream", scope, key));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
