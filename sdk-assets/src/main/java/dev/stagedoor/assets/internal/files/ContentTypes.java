package dev.stagedoor.assets.internal.files;

import java.util.Locale;
import java.util.Map;

/** What a file is, by its name. */
public final class ContentTypes {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("m3u8", "application/vnd.apple.mpegurl"), // RFC 8216 section 10
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4s", "video/iso.segment"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("vtt", "text/vtt"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain"));

    private ContentTypes() {}

    /**
     * @param name a file name or key
     * @return its media type, {@code application/octet-stream} when the extension says nothing
     */
    public static String of(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }
}
