package dev.stagedoor.core.asset;

import java.util.regex.Pattern;

/**
 * Names a file in an asset store: segments of letters, digits, dots, hyphens and underscores with slashes between, such as {@code
 * recordings/0190f.../000001.m4s}.
 *
 * @param value 1 to 500 characters; no segment is empty or begins with a dot, so nothing can climb out of a folder
 */
public record AssetKey(String value) implements Comparable<AssetKey> {
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    /** Refuses every other shape with an {@link IllegalArgumentException}. */
    public AssetKey {
        if (!isKey(value)) {
            throw new IllegalArgumentException("no asset key: " + (value.length() > 500 ? "too long" : value));
        }
    }

    /**
     * @param text anything
     * @return whether it is a key
     */
    public static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= 500 && SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(AssetKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
