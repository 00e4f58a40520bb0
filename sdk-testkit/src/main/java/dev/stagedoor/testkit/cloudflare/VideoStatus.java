package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a video is in its run, as a function of what is known of it and the time: {@code pendingupload → downloading → queued → inprogress → ready | error}
 * for uploads, {@code live-inprogress → ready} for broadcasts.
 *
 * @param state the service's word
 * @param step of encoding, or empty
 * @param percent of encoding, or negative when nothing is told
 * @param playable whether one quality plays
 * @param since when it became playable or failed
 * @param error the reason code, or empty
 */
record VideoStatus(String state, String step, double percent, boolean playable, Optional<Instant> since, String error) {
    static VideoStatus at(ObjectNode video, Instant now, Duration encoding) {
        if (video.has("startedAt")) {
            return live(video, now, encoding);
        }
        if (!video.has("queuedAt")) {
            return of("pendingupload");
        }
        Instant queued = Values.instant(video.path("queuedAt"));
        Instant done = finished(video).orElse(queued.plus(encoding));
        Duration quarter = Duration.between(queued, done).dividedBy(4);
        if (!now.isBefore(done)) {
            return result(video, done);
        }
        if (now.isBefore(queued.plus(quarter))) {
            return of(video.path("source").asText().equals("copy") ? "downloading" : "queued");
        }
        boolean failing = !video.path("error").asText().isEmpty();
        Instant playable = done.minus(quarter);
        double percent = 100.0
                * Duration.between(queued, now).toMillis()
                / Duration.between(queued, done).toMillis();
        return failing || now.isBefore(playable)
                ? new VideoStatus("inprogress", "encoding", percent, false, Optional.empty(), "")
                : new VideoStatus("inprogress", "manifest", percent, true, Optional.of(playable), "");
    }

    private static VideoStatus live(ObjectNode video, Instant now, Duration encoding) {
        if (video.path("endedAt").isNull()) {
            return of("live-inprogress");
        }
        Instant done = finished(video).orElseGet(() -> broadcastOver(video).plus(encoding));
        return now.isBefore(done) ? of("live-inprogress") : result(video, done);
    }

    /** When its time-out has run out. */
    static Instant broadcastOver(ObjectNode video) {
        return Values.instant(video.path("endedAt"))
                .plusSeconds(video.path("timeoutSeconds").asLong());
    }

    private static VideoStatus result(ObjectNode video, Instant done) {
        String error = video.path("error").asText();
        return error.isEmpty()
                ? new VideoStatus("ready", "", 100, true, Optional.of(done), "")
                : new VideoStatus("error", "", -1, false, Optional.of(done), error);
    }

    private static Optional<Instant> finished(ObjectNode video) {
        return Values.optionalInstant(video.path("finishedAt"));
    }

    private static VideoStatus of(String state) {
        return new VideoStatus(state, "", -1, false, Optional.empty(), "");
    }

    boolean isFinal() {
        return state.equals("ready") || state.equals("error");
    }

    boolean isEncoding() {
        return state.equals("queued") || state.equals("inprogress") || state.equals("downloading");
    }

    ObjectNode json() {
        ObjectNode json = Store.JSON.createObjectNode().put("state", state);
        if (!step.isEmpty()) {
            json.put("step", step);
        }
        if (percent >= 0) {
            json.put("pctComplete", String.format(Locale.ROOT, "%.6f", percent));
        }
        return json.put("errorReasonCode", error).put("errorReasonText", text());
    }

    private String text() {
        return switch (error) {
            case "" -> "";
            case "ERR_NON_VIDEO" -> "The file was not recognized as a valid video file.";
            case "ERR_DURATION_EXCEED_CONSTRAINT" -> "The video is longer than maxDurationSeconds.";
            case "ERR_DURATION_TOO_SHORT" -> "The video is shorter than 0.1 seconds.";
            case "ERR_FETCH_ORIGIN_ERROR" -> "The origin did not deliver the video.";
            default -> "The video cannot be processed.";
        };
    }
}
