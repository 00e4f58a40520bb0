package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSession;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.ViewerStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Devices in {@code stream_viewer_sessions}. */
final class JdbcViewers implements ViewerStore {
    private final Sql sql;

    JdbcViewers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void insert(ViewerSession session) {
        sql.updateOne(
                """
                INSERT INTO stream_viewer_sessions (id, stream_id, user_id, admitted_at, expires_at, joined_at, left_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                session.id().value(),
                session.streamId().value(),
                session.userId().value(),
                session.admittedAt(),
                session.expiresAt(),
                session.joinedAt().orElse(null),
                session.leftAt().orElse(null));
    }

    @Override
    public Optional<ViewerSession> find(ViewerSessionId id) {
        return sql.first("SELECT * FROM stream_viewer_sessions WHERE id = ?", JdbcViewers::read, id.value());
    }

    @Override
    public boolean joined(ViewerSessionId id, Instant at) {
        return sql.update("""
                        UPDATE stream_viewer_sessions SET joined_at = COALESCE(joined_at, ?), left_at = NULL
                        WHERE id = ?""", at, id.value()) == 1;
    }

    @Override
    public boolean left(ViewerSessionId id, Instant at) {
        return sql.update(
                        "UPDATE stream_viewer_sessions SET left_at = ? WHERE id = ? AND left_at IS NULL",
                        at,
                        id.value())
                == 1;
    }

    @Override
    public boolean beat(ViewerSessionId id, Instant at) {
        return sql.update("""
                        UPDATE stream_viewer_sessions SET joined_at = COALESCE(joined_at, ?), left_at = NULL,
                            last_beat_at = GREATEST(COALESCE(last_beat_at, ?), ?)
                        WHERE id = ?""", at, at, at, id.value()) == 1;
    }

    @Override
    public List<ViewerSession> listSilent(Instant lastBeatBy, int limit) {
        return sql.list("""
                SELECT * FROM stream_viewer_sessions WHERE last_beat_at <= ? AND left_at IS NULL
                ORDER BY last_beat_at, id LIMIT ?""", JdbcViewers::read, lastBeatBy, limit);
    }

    @Override
    public boolean leftSilently(ViewerSessionId id, Instant lastBeatBy) {
        return sql.update("""
                        UPDATE stream_viewer_sessions SET left_at = last_beat_at
                        WHERE id = ? AND left_at IS NULL AND last_beat_at <= ?""", id.value(), lastBeatBy) == 1;
    }

    @Override
    public List<ViewerSession> open(StreamId streamId, UserId userId) {
        return sql.list("""
                SELECT * FROM stream_viewer_sessions WHERE stream_id = ? AND user_id = ? AND left_at IS NULL
                ORDER BY admitted_at, id""", JdbcViewers::read, streamId.value(), userId.value());
    }

    @Override
    public int countPeople(StreamId streamId) {
        return sql.first("""
                        SELECT COUNT(DISTINCT v.user_id) AS people FROM stream_viewer_sessions v
                        JOIN live_stream_sessions s ON s.id = v.stream_id
                        WHERE v.stream_id = ? AND v.joined_at IS NOT NULL AND v.left_at IS NULL
                            AND v.user_id <> s.instructor_id""", row -> row.number("people"), streamId.value())
                .orElse(0L)
                .intValue();
    }

    @Override
    public Duration watched(StreamId streamId, Instant until) {
        return sql
                .list(
                        """
                        SELECT v.joined_at, v.left_at FROM stream_viewer_sessions v
                        JOIN live_stream_sessions s ON s.id = v.stream_id
                        WHERE v.stream_id = ? AND v.joined_at IS NOT NULL AND v.user_id <> s.instructor_id""",
                        row -> Duration.between(
                                row.instant("joined_at"),
                                row.optionalInstant("left_at").orElse(until)),
                        streamId.value())
                .stream()
                .filter(it -> !it.isNegative())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void leaveAll(Optional<StreamId> streamId, Instant at) {
        String all = "UPDATE stream_viewer_sessions SET left_at = ? WHERE left_at IS NULL";
        if (streamId.isPresent()) {
            sql.update(all + " AND stream_id = ?", at, streamId.get().value());
        } else {
            sql.update(all, at);
        }
    }

    private static ViewerSession read(Sql.Row row) throws SQLException {
        return new ViewerSession(
                new ViewerSessionId(row.uuid("id")),
                new StreamId(row.uuid("stream_id")),
                new UserId(row.uuid("user_id")),
                row.instant("admitted_at"),
                row.instant("expires_at"),
                row.optionalInstant("joined_at"),
                row.optionalInstant("left_at"));
    }
}
