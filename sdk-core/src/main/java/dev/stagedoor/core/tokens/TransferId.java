package dev.stagedoor.core.tokens;

import dev.stagedoor.core.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one movement of tokens; made by the caller and reused for each retry.
 *
 * @param value the 128-bit value, time-ordered when made by {@link dev.stagedoor.core.TimeOrderedIds}
 */
public record TransferId(UUID value) {
    /**
     * Reads the canonical 36-character form.
     *
     * @param text anything, such as a path segment of a request
     * @return empty when the text is not an id
     */
    public static Optional<TransferId> parse(String text) {
        return Uuids.parse(text).map(TransferId::new);
    }

    /**
     * Makes the id that a retried request makes again: the same scope and key always give the same id.
     *
     * @param scope who sent the key, so that keys of two people never meet
     * @param key the idempotency key as received
     * @return the id for the transfer that this request makes
     */
    public static TransferId fromKey(String scope, String key) {
        return new TransferId(Uuids.fromName("transfer", scope, key));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
