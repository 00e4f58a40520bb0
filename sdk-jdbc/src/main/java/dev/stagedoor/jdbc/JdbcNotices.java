package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.NoticeId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.NoticeStore;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Messages in {@code notice_outbox}; their details as one form-encoded text. */
final class JdbcNotices implements NoticeStore {
    private final Sql sql;

    JdbcNotices(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void insert(Notice notice) {
        sql.updateOneLater(
                """
                INSERT INTO notice_outbox (id, kind, recipient_id, stream_id, details, created_at, due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                notice.id().value(),
                notice.kind().wireName(),
                notice.recipient().value(),
                notice.streamId().map(StreamId::value).orElse(null),
                encode(notice.details()),
                notice.createdAt(),
                notice.createdAt());
    }

    @Override
    public List<Claimed> claim(Instant now, Instant leaseUntil, int limit) {
        List<Claimed> claimed =
                sql.list("""
                SELECT * FROM notice_outbox WHERE delivered_at IS NULL AND due_at <= ?
                ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED""", row -> new Claimed(read(row), (int) row.number("attempts") + 1), now, limit);
        claimed.forEach(it -> sql.update(
                "UPDATE notice_outbox SET due_at = ?, attempts = attempts + 1 WHERE id = ?",
                leaseUntil,
                it.notice().id().value()));
        return claimed;
    }

    @Override
    public void delivered(NoticeId id, Instant at) {
        sql.update("UPDATE notice_outbox SET delivered_at = ? WHERE id = ?", at, id.value());
    }

    @Override
    public void postpone(NoticeId id, Instant dueAt) {
        sql.update("UPDATE notice_outbox SET due_at = ? WHERE id = ?", dueAt, id.value());
    }

    private static Notice read(Sql.Row row) throws SQLException {
        Optional<StreamId> streamId = row.optionalUuid("stream_id").map(StreamId::new);
        return new Notice(
                new NoticeId(row.uuid("id")),
                Notice.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                new UserId(row.uuid("recipient_id")),
                streamId,
                decode(row.text("details")),
                row.instant("created_at"));
    }

    private static String encode(Map<String, String> details) {
        return details.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> URLEncoder.encode(it.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> decode(String text) {
        return Arrays.stream(text.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
