package dev.stagedoor.cloudflare.stream;

import java.util.List;
import java.util.OptionalInt;

/**
 * How broadcasts of a live input are recorded and played.
 *
 * @param mode whether
 * @param timeoutSeconds after how many seconds without an encoder a recording is ended; empty: the platform's default
 * @param requireSignedUrls whether playback by input uid takes a signed token; new videos copy it
 * @param allowedOrigins hosts whose pages may play; empty: all
 * @param hideLiveViewerCount whether {@code /views} is suppressed
 */
public record RecordingSettings(
        RecordingMode mode,
        OptionalInt timeoutSeconds,
        boolean requireSignedUrls,
        List<String> allowedOrigins,
        boolean hideLiveViewerCount) {

    static RecordingSettings read(Fields fields) {
        OptionalInt timeout = fields.count("timeoutSeconds");
        return new RecordingSettings(
                RecordingMode.of(fields.text("mode").orElse("")),
                timeout.isPresent() && timeout.getAsInt() > 0 ? timeout : OptionalInt.empty(),
                fields.truth(false, "requireSignedURLs", "requireSignedUrls"),
                fields.texts("allowedOrigins"),
                fields.truth(false, "hideLiveViewerCount"));
    }
}
