package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.WorkoutStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalog in {@code workouts}. */
final class JdbcWorkouts implements WorkoutStore {
    private final Sql sql;

    JdbcWorkouts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void insert(Workout workout) {
        sql.updateOne(
                """
                INSERT INTO workouts (id, title, description, thumbnail_url, duration_minutes, video_id, created_at,
                    source_stream_id, recording_id, instructor_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                workout.id().value(),
                workout.title(),
                workout.description(),
                workout.thumbnailUrl().orElse(null),
                (int) workout.duration().toMinutes(),
                workout.videoId(),
                workout.createdAt(),
                workout.source().map(StreamId::value).orElse(null),
                workout.recordingId().map(RecordingId::value).orElse(null),
                workout.instructor().map(UserId::value).orElse(null));
    }

    @Override
    public Optional<Workout> find(WorkoutId id) {
        return sql.first("SELECT * FROM workouts WHERE id = ?", JdbcWorkouts::read, id.value());
    }

    @Override
    public Optional<Workout> findBySource(StreamId source) {
        return sql.first("SELECT * FROM workouts WHERE source_stream_id = ?", JdbcWorkouts::read, source.value());
    }

    @Override
    public List<Workout> list(String text, Optional<Position> after, int limit) {
        List<@Nullable Object> parameters = new ArrayList<>();
        StringBuilder query = new StringBuilder("SELECT * FROM workouts WHERE TRUE");
        if (!text.isEmpty()) {
            query.append(" AND LOWER(title) LIKE ? ESCAPE '!'");
            parameters.add(Sql.containing(text));
        }
        after.ifPresent(place -> {
            query.append(" AND (created_at, id) < (?, ?)");
            parameters.add(place.createdAt());
            parameters.add(place.id().value());
        });
        query.append(" ORDER BY created_at DESC, id DESC LIMIT ?");
        parameters.add(limit);
        return sql.list(query.toString(), JdbcWorkouts::read, parameters.toArray());
    }

    private static Workout read(Sql.Row row) throws SQLException {
        return new Workout(
                new WorkoutId(row.uuid("id")),
                row.text("title"),
                row.text("description"),
                row.optionalText("thumbnail_url"),
                Duration.ofMinutes(row.number("duration_minutes")),
                row.text("video_id"),
                row.instant("created_at"),
                row.optionalUuid("source_stream_id").map(StreamId::new),
                row.optionalUuid("recording_id").map(RecordingId::new),
                row.optionalUuid("instructor_id").map(UserId::new));
    }
}
