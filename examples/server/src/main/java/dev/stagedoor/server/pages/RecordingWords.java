package dev.stagedoor.server.pages;

import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import java.time.Instant;
import java.util.Optional;

/** What an instructor is told of the recording of a class. */
final class RecordingWords {
    private final Recordings recordings;
    private final TimeTeller times;
    private final Instant now;

    RecordingWords(Recordings recordings, TimeTeller times, Instant now) {
        this.recordings = recordings;
        this.times = times;
        this.now = now;
    }

    /**
     * What is said.
     *
     * @param text for the instructor; may be empty
     * @param downloadable whether there is a file to take home
     */
    record Said(String text, boolean downloadable) {
        static final Said NOTHING = new Said("", false);
    }

    Said of(StreamSession stream) {
        if (stream.status() != StreamStatus.LIVE && stream.status() != StreamStatus.ENDED) {
            return Said.NOTHING;
        }
        Optional<Recording> found = recordings.forStream(stream.id());
        if (found.isEmpty()) {
            return Said.NOTHING;
        }
        return switch (found.get().state()) {
            case RECORDING ->
                new Said(stream.status() == StreamStatus.LIVE ? "Recording" : "Recording is being closed", false);
            case READY -> new Said(ready(stream), true);
            case RETAINED -> new Said("Replay over; moves to the workouts" + on(stream.migrationScheduledAt()), true);
            case MIGRATED -> new Said("In the workouts", true);
            case DELETING, DELETED -> new Said("Recording deleted", false);
            case FAILED -> new Said("Nothing could be recorded", false);
        };
    }

    private String ready(StreamSession stream) {
        return stream.replayAvailable(now)
                ? "Replay until " + stream.recordingExpiresAt().map(this::date).orElse("its end")
                : "Replay over";
    }

    private String on(Optional<Instant> date) {
        return date.map(it -> " on " + date(it)).orElse(" later");
    }

    private String date(Instant at) {
        When when = times.when(at);
        return when.day() + ", " + when.clock();
    }
}
