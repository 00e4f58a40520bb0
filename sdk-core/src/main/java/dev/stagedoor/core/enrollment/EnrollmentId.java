package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one enrollment; made by the caller before the first attempt and reused for each retry.
 *
 * @param value the 128-bit value, time-ordered when made by {@link dev.stagedoor.core.TimeOrderedIds}
 */
public record EnrollmentId(UUID value) {
    /**
     * Reads the canonical 36-character form.
     *
     * @param text anything, such as a path segment of a request
     * @return empty when the text is not an id
     */
    public static Optional<EnrollmentId> parse(String text) {
        return Uuids.parse(text).map(EnrollmentId::new);
    }

    /**
     * Makes the id that a retried request makes again: the same scope and key always give the same id.
     *
     * @param scope who sent the key, so that keys of two people never meet
     * @param key the idempotency key as received
     * @return the id for the enrollment that this request creates
     */
    public static EnrollmentId fromKey(String scope, String key) {
        return new EnrollmentId(Uuids.fromName("enrollment", scope, key));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
