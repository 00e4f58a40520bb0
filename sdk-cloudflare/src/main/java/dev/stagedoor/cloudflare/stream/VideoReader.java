package dev.stagedoor.cloudflare.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads videos, of answers and of webhooks alike. */
final class VideoReader {
    private VideoReader() {}

    static Video read(Fields fields) {
        return new Video(
                fields.text("uid").orElse(""),
                VideoStatus.read(fields.object("status").orElse(Fields.none())),
                fields.truth(false, "readyToStream"),
                fields.time("readyToStreamAt"),
                duration(fields.number("duration")),
                Math.max(0, fields.whole("size").orElse(0)),
                Dimensions.read(fields.object("input").orElse(Fields.none())),
                LiveInputReader.playback(fields),
                fields.address("preview"),
                fields.address("thumbnail"),
                fields.number("thumbnailTimestampPct"),
                fields.map("meta"),
                fields.object("publicDetails").map(PublicDetails::read),
                fields.text("creator"),
                fields.time("created"),
                fields.time("modified"),
                fields.time("uploaded"),
                fields.time("uploadExpiry"),
                fields.time("scheduledDeletion"),
                fields.truth(false, "requireSignedURLs", "requireSignedUrls"),
                fields.texts("allowedOrigins"),
                fields.whole("maxSizeBytes"),
                fields.count("maxDurationSeconds"),
                fields.text("liveInput"),
                fields.text("clippedFrom", "clippedFromVideoUID"),
                fields.object("watermark").flatMap(it -> it.text("uid")));
    }

    private static Optional<Duration> duration(OptionalDouble seconds) {
        return seconds.isPresent() && seconds.getAsDouble() >= 0
                ? Optional.of(Duration.ofNanos(Math.round(seconds.getAsDouble() * 1e9)))
                : Optional.empty();
    }
}
