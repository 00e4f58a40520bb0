package dev.stagedoor.jdbc;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.BroadcastStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When media arrived, in {@code stream_broadcasts}. */
final class JdbcBroadcasts implements BroadcastStore {
    private static final String PLANNED_END = "s.scheduled_start + s.duration_minutes * INTERVAL '1' MINUTE";
    private static final String NO_MEDIA = "NOT EXISTS (SELECT 1 FROM stream_broadcasts b WHERE b.stream_id = s.id)";

    private final Sql sql;

    JdbcBroadcasts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void began(StreamId streamId, Instant at) {
        boolean known = sql.first(
                        "SELECT 1 AS one FROM stream_broadcasts WHERE stream_id = ? AND started_at = ?",
                        row -> row.number("one"),
                        streamId.value(),
                        at)
                .isPresent();
        if (!known) {
            ended(streamId, at);
            sql.updateOne("INSERT INTO stream_broadcasts (stream_id, started_at) VALUES (?, ?)", streamId.value(), at);
        }
    }

    @Override
    public void ended(StreamId streamId, Instant at) {
        sql.update(
                "UPDATE stream_broadcasts SET ended_at = ? WHERE stream_id = ? AND ended_at IS NULL",
                at,
                streamId.value());
    }

    @Override
    public boolean seen(StreamId streamId, Instant at) {
        return sql.update("""
                        UPDATE stream_broadcasts
                        SET last_seen_at = CASE WHEN last_seen_at > ? THEN last_seen_at ELSE ? END
                        WHERE stream_id = ? AND ended_at IS NULL""", at, at, streamId.value()) == 1;
    }

    @Override
    public List<StreamId> listUnseen(Instant lastSeenBy, int limit) {
        return sql.list("""
                SELECT stream_id FROM stream_broadcasts WHERE ended_at IS NULL AND last_seen_at <= ?
                ORDER BY last_seen_at, stream_id LIMIT ?""", row -> new StreamId(row.uuid("stream_id")), lastSeenBy, limit);
    }

    @Override
    public Optional<Instant> endUnseen(StreamId streamId, Instant lastSeenBy) {
        Optional<Instant> end = sql.first("""
                SELECT last_seen_at FROM stream_broadcasts
                WHERE stream_id = ? AND ended_at IS NULL AND last_seen_at <= ? FOR UPDATE""", row -> row.instant("last_seen_at"), streamId.value(), lastSeenBy);
        end.ifPresent(at -> ended(streamId, at));
        return end;
    }

    @Override
    public List<Broadcast> list(StreamId streamId) {
        return sql.list(
                "SELECT * FROM stream_broadcasts WHERE stream_id = ? ORDER BY started_at",
                row -> new Broadcast(
                        row.instant("started_at"),
                        row.optionalInstant("ended_at"),
                        row.optionalInstant("last_seen_at")),
                streamId.value());
    }

    @Override
    public List<StreamId> listOverdue(Instant plannedStartBy, Instant plannedEndBy, int limit) {
        return sql.list(
                """
                SELECT s.id FROM live_stream_sessions s
                WHERE s.deleted_at IS NULL AND s.status IN ('scheduled', 'live') AND s.scheduled_start <= ?
                    AND (%s OR (s.status = 'scheduled' AND %s <= ?))
                ORDER BY s.scheduled_start, s.id LIMIT ?""".formatted(NO_MEDIA, PLANNED_END),
                row -> new StreamId(row.uuid("id")),
                plannedStartBy,
                plannedEndBy,
                limit);
    }

    @Override
    public List<StreamId> listAbandoned(Instant silentSince, int limit) {
        return sql.list("""
                SELECT s.id FROM live_stream_sessions s JOIN stream_broadcasts b ON b.stream_id = s.id
                WHERE s.deleted_at IS NULL AND s.status = 'live'
                GROUP BY s.id HAVING COUNT(*) = COUNT(b.ended_at) AND MAX(b.ended_at) <= ?
                ORDER BY MAX(b.ended_at), s.id LIMIT ?""", row -> new StreamId(row.uuid("id")), silentSince, limit);
    }
}
