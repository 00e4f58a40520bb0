package dev.stagedoor.jdbc;

import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.RecordingStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Recordings in {@code stream_recordings}, and what was done to them in {@code stream_retention_log}. */
final class JdbcRecordings implements RecordingStore {
    private static final String SELECT = "SELECT * FROM stream_recordings WHERE ";

    private final Sql sql;

    JdbcRecordings(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void insert(Recording recording) {
        sql.updateOne("""
                INSERT INTO stream_recordings (stream_id, state, node, is_local, asset_id, started_at, ended_at,
                    duration_millis, bytes, width, height, video_codec, audio_codec, gaps,
                    due_at, migrate_at, attempts, last_error, id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", parameters(recording));
    }

    private static @Nullable Object[] parameters(Recording it) {
        Optional<RecordingFacts> facts = it.facts();
        return new @Nullable Object[] {
            it.streamId().value(),
            it.state().wireName(),
            it.node(),
            it.local(),
            it.assetId().map(AssetId::value).orElse(null),
            it.startedAt(),
            it.endedAt().orElse(null),
            facts.map(RecordingFacts::duration).map(Duration::toMillis).orElse(null),
            facts.map(RecordingFacts::bytes).orElse(null),
            facts.map(RecordingFacts::width).orElse(null),
            facts.map(RecordingFacts::height).orElse(null),
            facts.map(RecordingFacts::videoCodec).orElse(null),
            facts.map(RecordingFacts::audioCodec).orElse(null),
            facts.map(RecordingFacts::gaps).orElse(null),
            it.dueAt().orElse(null),
            it.migrateAt().orElse(null),
            it.attempts(),
            it.lastError().orElse(null),
            it.id().value()
        };
    }

    @Override
    public Optional<Recording> find(RecordingId id) {
        return sql.first(SELECT + "id = ?", JdbcRecordings::read, id.value());
    }

    @Override
    public Optional<Recording> findByAsset(AssetId assetId) {
        return sql.first(SELECT + "asset_id = ?", JdbcRecordings::read, assetId.value());
    }

    @Override
    public Optional<Recording> lock(RecordingId id) {
        return sql.first(SELECT + "id = ? FOR UPDATE", JdbcRecordings::read, id.value());
    }

    @Override
    public void update(Recording recording) {
        sql.updateOne("""
                UPDATE stream_recordings SET stream_id = ?, state = ?, node = ?, is_local = ?, asset_id = ?,
                    started_at = ?, ended_at = ?, duration_millis = ?, bytes = ?, width = ?, height = ?,
                    video_codec = ?, audio_codec = ?, gaps = ?, due_at = ?, migrate_at = ?, attempts = ?, last_error = ?
                WHERE id = ?""", parameters(recording));
    }

    @Override
    public List<Recording> listFor(StreamId streamId) {
        return sql.list(
                SELECT + "stream_id = ? ORDER BY started_at DESC, id DESC", JdbcRecordings::read, streamId.value());
    }

    @Override
    public List<Recording> listOpen(String node) {
        return sql.list(
                SELECT + "state = 'recording' AND node = ? ORDER BY started_at, id", JdbcRecordings::read, node);
    }

    @Override
    public List<Recording> listLeftOpen(int limit) {
        return sql.list("""
                SELECT r.* FROM stream_recordings r
                WHERE r.state = 'recording'
                    AND NOT EXISTS (
                        SELECT 1 FROM live_stream_sessions s WHERE s.id = r.stream_id AND s.status = 'live')
                ORDER BY r.started_at, r.id LIMIT ?""", JdbcRecordings::read, limit);
    }

    @Override
    public boolean takeLease(StreamId streamId, String node, Instant now, Instant until) {
        int renewed = sql.update("""
                UPDATE stream_recorder_leases SET node = ?, lease_until = ?
                WHERE stream_id = ? AND (node = ? OR lease_until <= ?)""", node, until, streamId.value(), node, now);
        if (renewed == 1) {
            return true;
        }
        boolean held = sql.first(
                        "SELECT node FROM stream_recorder_leases WHERE stream_id = ?",
                        row -> row.text("node"),
                        streamId.value())
                .isPresent();
        if (!held) {
            sql.updateOne(
                    "INSERT INTO stream_recorder_leases (stream_id, node, lease_until) VALUES (?, ?, ?)",
                    streamId.value(),
                    node,
                    until);
        }
        return !held;
    }

    @Override
    public void releaseLease(StreamId streamId, String node) {
        sql.update("DELETE FROM stream_recorder_leases WHERE stream_id = ? AND node = ?", streamId.value(), node);
    }

    @Override
    public List<Recording> listLocal(String node, int limit) {
        return sql.list(SELECT + """
                is_local = TRUE AND state IN ('ready', 'retained', 'migrated', 'failed', 'deleting') AND node = ?
                ORDER BY started_at, id LIMIT ?""", JdbcRecordings::read, node, limit);
    }

    @Override
    public List<Recording> listLocalElsewhere(String node, Optional<RecordingId> after, int limit) {
        return sql.list(
                SELECT + """
                is_local = TRUE AND state IN ('ready', 'retained', 'migrated', 'failed', 'deleting')
                    AND node <> ? AND id > ?
                ORDER BY id LIMIT ?""",
                JdbcRecordings::read,
                node,
                after.map(RecordingId::value).orElse(new UUID(0, 0)),
                limit);
    }

    @Override
    public boolean takeStoring(RecordingId id, String node, Instant now, Instant until) {
        return sql.update("""
                UPDATE stream_recordings SET storing_node = ?, storing_until = ?
                WHERE id = ? AND (storing_node IS NULL OR storing_node = ? OR storing_until <= ?)""", node, until, id.value(), node, now) == 1;
    }

    @Override
    public void releaseStoring(RecordingId id, String node) {
        sql.update(
                "UPDATE stream_recordings SET storing_node = NULL, storing_until = NULL WHERE id = ? AND storing_node = ?",
                id.value(),
                node);
    }

    @Override
    public List<RecordingId> listDue(Instant now, int limit) {
        return ids("due_at", now, limit);
    }

    @Override
    public List<RecordingId> listMigratable(Instant now, int limit) {
        return ids("migrate_at", now, limit);
    }

    private List<RecordingId> ids(String column, Instant now, int limit) {
        return sql.list(
                "SELECT id FROM stream_recordings WHERE state IN ('ready', 'retained') AND " + column
                        + " <= ? ORDER BY " + column + ", id LIMIT ?",
                row -> new RecordingId(row.uuid("id")),
                now,
                limit);
    }

    @Override
    public List<Recording> claimDeleting(Instant now, Instant leaseUntil, int limit) {
        List<Recording> claimed = sql
                .list(
                        SELECT
                                + "state = 'deleting' AND due_at <= ? ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED",
                        JdbcRecordings::read,
                        now,
                        limit)
                .stream()
                .map(it -> it.dueAgain(leaseUntil).triedAgain())
                .toList();
        claimed.forEach(this::update);
        return claimed;
    }

    @Override
    public List<Recording> listStored(Optional<RecordingId> after, int limit) {
        return sql.list(
                SELECT + """
                state IN ('ready', 'retained', 'migrated') AND asset_id IS NOT NULL AND id > ? ORDER BY id LIMIT ?""",
                JdbcRecordings::read,
                after.map(RecordingId::value).orElse(new UUID(0, 0)),
                limit);
    }

    @Override
    public void log(RetentionEntry entry) {
        sql.updateOneLater(
                """
                INSERT INTO stream_retention_log (at, action, recording_id, stream_id, subject, why)
                VALUES (?, ?, ?, ?, ?, ?)""",
                entry.at(),
                entry.action().wireName(),
                entry.recordingId().map(RecordingId::value).orElse(null),
                entry.streamId().map(StreamId::value).orElse(null),
                entry.subject(),
                entry.why().length() > 500 ? entry.why().substring(0, 500) : entry.why());
    }

    @Override
    public List<RetentionEntry> listLog(int limit) {
        return sql.list(
                "SELECT * FROM stream_retention_log ORDER BY id DESC LIMIT ?", JdbcRecordings::readEntry, limit);
    }

    private static RetentionEntry readEntry(Sql.Row row) throws SQLException {
        return new RetentionEntry(
                row.instant("at"),
                RetentionEntry.Action.valueOf(row.text("action").toUpperCase(Locale.ROOT)),
                row.optionalUuid("recording_id").map(RecordingId::new),
                row.optionalUuid("stream_id").map(StreamId::new),
                row.text("subject"),
                row.text("why"));
    }

    private static Recording read(Sql.Row row) throws SQLException {
        Optional<Long> millis = row.optionalNumber("duration_millis");
        return new Recording(
                new RecordingId(row.uuid("id")),
                new StreamId(row.uuid("stream_id")),
                RecordingState.parse(row.text("state")).orElseThrow(),
                row.text("node"),
                row.flag("is_local"),
                row.optionalText("asset_id").map(AssetId::new),
                row.instant("started_at"),
                row.optionalInstant("ended_at"),
                millis.isPresent() ? Optional.of(readFacts(row, millis.get())) : Optional.empty(),
                row.optionalInstant("due_at"),
                row.optionalInstant("migrate_at"),
                (int) row.number("attempts"),
                row.optionalText("last_error"));
    }

    private static RecordingFacts readFacts(Sql.Row row, long millis) throws SQLException {
        return new RecordingFacts(
                Duration.ofMillis(millis),
                row.number("bytes"),
                (int) row.number("width"),
                (int) row.number("height"),
                row.text("video_codec"),
                row.text("audio_codec"),
                (int) row.number("gaps"));
    }
}
