package dev.stagedoor.core.catalog;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A catalog entry.
 *
 * @param id who it is
 * @param title 1 to 200 characters
 * @param description may be empty
 * @param thumbnailUrl where its picture is
 * @param duration how long it plays, whole minutes, at least one
 * @param videoId the provider's name for the video
 * @param createdAt when it came to the catalog
 * @param source the class it was; empty for one that never was a class
 * @param recordingId the recording that it plays
 * @param instructor who gave the class
 */
public record Workout(
        WorkoutId id,
        String title,
        String description,
        Optional<String> thumbnailUrl,
        Duration duration,
        String videoId,
        Instant createdAt,
        Optional<StreamId> source,
        Optional<RecordingId> recordingId,
        Optional<UserId> instructor) {}
