package dev.stagedoor.server.http;

import org.jspecify.annotations.Nullable;

/** Where a person goes next: only ever a path of this server. */
public final class LocalPath {

    private LocalPath() {}

    /**
     * The wanted path if it is one of ours, the other one if not. Refused are other hosts in all their spellings
     * ({@code https://x}, {@code //x}, {@code /\x}), control characters and anything over 500 characters.
     */
    public static String orElse(@Nullable String wanted, String otherwise) {
        return wanted != null && isLocal(wanted) ? wanted : otherwise;
    }

    private static boolean isLocal(String path) {
        return path.length() <= 500
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.indexOf('\\') < 0
                && path.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
