package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.StreamSlice;
import dev.stagedoor.core.storage.StreamStore;
import dev.stagedoor.core.tokens.Tokens;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Classes in {@code live_stream_sessions}. */
final class JdbcStreams implements StreamStore {
    private static final String SELECT = "SELECT * FROM live_stream_sessions WHERE id = ? AND deleted_at IS NULL";

    private final Sql sql;

    JdbcStreams(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean insert(StreamSession stream) {
        UUID id = stream.id().value();
        boolean taken = sql.first("SELECT id FROM live_stream_sessions WHERE id = ?", row -> row.uuid("id"), id)
                .isPresent();
        if (!taken) {
            sql.updateOne(
                    """
                    INSERT INTO live_stream_sessions (title, description, status, scheduled_start, zone,
                        duration_minutes, price_in_tokens, capacity, actual_start, actual_end, thumbnail_url,
                        recording_id, recording_expires_at, migration_scheduled_at, migrated_to_workout_id,
                        updated_at, version, seats_taken, peak_viewers, live_input_id, instructor_id, created_at, id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    parameters(
                            stream,
                            stream.version(),
                            stream.seatsTaken(),
                            stream.peakViewers(),
                            stream.liveInputId().map(LiveInputId::value).orElse(null),
                            stream.instructor().value(),
                            stream.createdAt(),
                            id));
        }
        return !taken;
    }

    private static @Nullable Object[] parameters(StreamSession stream, @Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(stream.title());
        all.add(stream.description());
        all.add(stream.status().wireName());
        all.add(stream.scheduledStart());
        all.add(stream.zone().getId());
        all.add((int) stream.duration().toMinutes());
        all.add(stream.price().amount());
        all.add(stream.capacity().isPresent() ? (Integer) stream.capacity().getAsInt() : null);
        all.add(stream.actualStart().orElse(null));
        all.add(stream.actualEnd().orElse(null));
        all.add(stream.thumbnailUrl().orElse(null));
        all.add(stream.recordingId().orElse(null));
        all.add(stream.recordingExpiresAt().orElse(null));
        all.add(stream.migrationScheduledAt().orElse(null));
        all.add(stream.migratedToWorkoutId().orElse(null));
        all.add(stream.updatedAt());
        for (@Nullable Object value : more) {
            all.add(value);
        }
        return all.toArray();
    }

    static Sql.Query<StreamSession> byId(StreamId id) {
        return Sql.query(SELECT, JdbcStreams::read, id.value());
    }

    @Override
    public Optional<StreamSession> find(StreamId id) {
        return sql.first(byId(id));
    }

    @Override
    public Optional<StreamSession> lock(StreamId id) {
        return sql.first(SELECT + " FOR UPDATE", JdbcStreams::read, id.value());
    }

    @Override
    public StreamSession update(StreamSession stream) {
        int rows = sql.update("""
                UPDATE live_stream_sessions SET title = ?, description = ?, status = ?, scheduled_start = ?, zone = ?,
                    duration_minutes = ?, price_in_tokens = ?, capacity = ?, actual_start = ?, actual_end = ?,
                    thumbnail_url = ?, recording_id = ?, recording_expires_at = ?, migration_scheduled_at = ?,
                    migrated_to_workout_id = ?, updated_at = ?, version = version + 1
                WHERE id = ? AND version = ? AND deleted_at IS NULL""", parameters(stream, stream.id().value(), stream.version()));
        if (rows == 0) {
            throw new ConcurrentChangeException("stream " + stream.id() + " was changed meanwhile");
        }
        return find(stream.id()).orElseThrow();
    }

    @Override
    public void assignLiveInput(StreamId id, LiveInputId liveInputId) {
        sql.update("UPDATE live_stream_sessions SET live_input_id = ? WHERE id = ?", liveInputId.value(), id.value());
    }

    @Override
    public void delete(StreamId id) {
        sql.update(
                "UPDATE live_stream_sessions SET deleted_at = updated_at, version = version + 1 WHERE id = ?",
                id.value());
    }

    @Override
    public SeatTaken takeSeat(StreamId id, long version) {
        int rows = sql.update("""
                UPDATE live_stream_sessions SET seats_taken = seats_taken + 1
                WHERE id = ? AND version = ? AND deleted_at IS NULL AND (capacity IS NULL OR seats_taken < capacity)""", id.value(), version);
        if (rows == 1) {
            return SeatTaken.TAKEN;
        }
        return find(id).filter(stream -> stream.version() == version).isPresent()
                ? SeatTaken.SOLD_OUT
                : SeatTaken.CHANGED;
    }

    @Override
    public void freeSeat(StreamId id) {
        sql.update(
                "UPDATE live_stream_sessions SET seats_taken = seats_taken - 1 WHERE id = ? AND seats_taken > 0",
                id.value());
    }

    @Override
    public int raisePeak(StreamId id, int viewers) {
        sql.update(
                "UPDATE live_stream_sessions SET peak_viewers = ? WHERE id = ? AND peak_viewers < ?",
                viewers,
                id.value(),
                viewers);
        return find(id).map(StreamSession::peakViewers).orElse(viewers);
    }

    @Override
    public List<StreamSession> list(StreamSlice slice) {
        List<@Nullable Object> parameters = new ArrayList<>();
        StringBuilder query = new StringBuilder("SELECT * FROM live_stream_sessions WHERE deleted_at IS NULL");
        query.append(" AND status IN (")
                .append(Sql.placeholders(slice.statuses().size()))
                .append(')');
        slice.statuses().forEach(status -> parameters.add(status.wireName()));
        slice.instructor().ifPresent(instructor -> {
            query.append(" AND instructor_id = ?");
            parameters.add(instructor.value());
        });
        if (!slice.text().isEmpty()) {
            query.append(" AND LOWER(title) LIKE ? ESCAPE '!'");
            parameters.add(Sql.containing(slice.text()));
        }
        slice.after().ifPresent(place -> {
            query.append(" AND (scheduled_start, id) ")
                    .append(slice.ascending() ? ">" : "<")
                    .append(" (?, ?)");
            parameters.add(place.scheduledStart());
            parameters.add(place.id().value());
        });
        String direction = slice.ascending() ? "ASC" : "DESC";
        query.append(" ORDER BY scheduled_start ")
                .append(direction)
                .append(", id ")
                .append(direction)
                .append(" LIMIT ?");
        parameters.add(slice.limit());
        return sql.list(query.toString(), JdbcStreams::read, parameters.toArray());
    }

    @Override
    public Map<StreamId, StreamStatistics> statistics(Collection<StreamId> ids) {
        Map<StreamId, StreamStatistics> figures = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                            """
                            SELECT s.id, s.peak_viewers,
                                COUNT(CASE WHEN e.state = 'active' THEN 1 END) AS enrollments,
                                COALESCE(SUM(CASE WHEN e.transaction_id IS NOT NULL
                                    THEN e.tokens_paid - COALESCE(e.tokens_refunded, 0) END), 0) AS revenue
                            FROM live_stream_sessions s LEFT JOIN stream_enrollments e ON e.stream_id = s.id
                            WHERE s.deleted_at IS NULL AND s.id IN (%s) GROUP BY s.id, s.peak_viewers""".formatted(Sql.placeholders(ids.size())),
                            JdbcStreams::readFigures,
                            ids.stream().map(StreamId::value).toArray())
                    .forEach(entry -> figures.put(entry.getKey(), entry.getValue()));
        }
        return figures;
    }

    private static Map.Entry<StreamId, StreamStatistics> readFigures(Sql.Row row) throws SQLException {
        StreamStatistics figures = new StreamStatistics(
                row.number("enrollments"), Tokens.of(row.number("revenue")), (int) row.number("peak_viewers"));
        return Map.entry(new StreamId(row.uuid("id")), figures);
    }

    private static StreamSession read(Sql.Row row) throws SQLException {
        StreamDraft planned = StreamDraft.of(row.text("title"), row.instant("scheduled_start"))
                .description(row.text("description"))
                .zone(ZoneId.of(row.text("zone")))
                .duration(Duration.ofMinutes(row.number("duration_minutes")))
                .price(Tokens.of(row.number("price_in_tokens")));
        return StreamSession.planned(
                        new StreamId(row.uuid("id")),
                        new UserId(row.uuid("instructor_id")),
                        planned,
                        row.instant("created_at"))
                .status(StreamStatus.parse(row.text("status")).orElseThrow())
                .capacity(row.optionalNumber("capacity").map(Long::intValue).orElse(null))
                .seatsTaken((int) row.number("seats_taken"))
                .peakViewers((int) row.number("peak_viewers"))
                .actualStart(row.optionalInstant("actual_start").orElse(null))
                .actualEnd(row.optionalInstant("actual_end").orElse(null))
                .thumbnailUrl(row.optionalText("thumbnail_url").orElse(null))
                .liveInputId(
                        row.optionalText("live_input_id").map(LiveInputId::new).orElse(null))
                .recordingId(row.optionalText("recording_id").orElse(null))
                .recordingExpiresAt(row.optionalInstant("recording_expires_at").orElse(null))
                .migrationScheduledAt(
                        row.optionalInstant("migration_scheduled_at").orElse(null))
                .migratedToWorkoutId(row.optionalUuid("migrated_to_workout_id").orElse(null))
                .updatedAt(row.instant("updated_at"))
                .version(row.number("version"))
                .build();
    }
}
