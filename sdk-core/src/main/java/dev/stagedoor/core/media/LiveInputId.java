package dev.stagedoor.core.media;

/**
 * A provider's own name for a live input.
 *
 * @param value 1 to 200 characters, opaque to us
 */
public record LiveInputId(String value) {
    /** Refuses an empty or overlong value. */
    public LiveInputId {
        if (value.isEmpty() || value.length() > 200) {
            throw new IllegalArgumentException("a live input id has 1 to 200 characters, not " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
