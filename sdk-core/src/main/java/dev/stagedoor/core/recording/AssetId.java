package dev.stagedoor.core.recording;

/**
 * A provider's own name for a stored recording.
 *
 * @param value 1 to 200 characters, opaque to us
 */
public record AssetId(String value) {
    /** Refuses an empty or overlong value. */
    public AssetId {
        if (value.isEmpty() || value.length() > 200) {
            throw new IllegalArgumentException("an asset id has 1 to 200 characters, not " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
