package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.EnrollmentStore;
import dev.stagedoor.core.tokens.Tokens;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Seats in {@code stream_enrollments}. */
final class JdbcEnrollments implements EnrollmentStore {
    private static final String SELECT = "SELECT * FROM stream_enrollments ";
    private static final String HOLDS_SEAT = "state IN ('payment_pending', 'active')";

    private final Sql sql;

    JdbcEnrollments(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void insert(Enrollment enrollment) {
        sql.updateOneLater(
                """
                INSERT INTO stream_enrollments (id, stream_id, user_id, state, tokens_paid, transaction_id,
                    tokens_refunded, refund_transaction_id, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                enrollment.id().value(),
                enrollment.streamId().value(),
                enrollment.userId().value(),
                enrollment.state().wireName(),
                enrollment.tokensPaid().amount(),
                enrollment.transactionId().orElse(null),
                enrollment.tokensRefunded().map(Tokens::amount).orElse(null),
                enrollment.refundTransactionId().orElse(null),
                enrollment.createdAt(),
                enrollment.updatedAt());
    }

    static Sql.Query<Enrollment> byId(EnrollmentId id) {
        return Sql.query(SELECT + "WHERE id = ?", JdbcEnrollments::read, id.value());
    }

    static Sql.Query<Enrollment> ofPerson(UserId userId, StreamId streamId) {
        return Sql.query(
                SELECT + "WHERE stream_id = ? AND user_id = ? ORDER BY CASE WHEN " + HOLDS_SEAT
                        + " THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT 1",
                JdbcEnrollments::read,
                streamId.value(),
                userId.value());
    }

    @Override
    public Optional<Enrollment> find(EnrollmentId id) {
        return sql.first(byId(id));
    }

    @Override
    public Optional<Enrollment> find(UserId userId, StreamId streamId) {
        return sql.first(ofPerson(userId, streamId));
    }

    @Override
    public Optional<Enrollment> lock(EnrollmentId id) {
        return sql.first(SELECT + "WHERE id = ? FOR UPDATE", JdbcEnrollments::read, id.value());
    }

    @Override
    public boolean update(Enrollment enrollment, EnrollmentState from) {
        return sql.update(
                        """
                        UPDATE stream_enrollments SET state = ?, transaction_id = ?, tokens_refunded = ?,
                            refund_transaction_id = ?, settled_at = ?, updated_at = ? WHERE id = ? AND state = ?""",
                        enrollment.state().wireName(),
                        enrollment.transactionId().orElse(null),
                        enrollment.tokensRefunded().map(Tokens::amount).orElse(null),
                        enrollment.refundTransactionId().orElse(null),
                        enrollment.settledAt().orElse(null),
                        enrollment.updatedAt(),
                        enrollment.id().value(),
                        from.wireName())
                == 1;
    }

    @Override
    public List<Enrollment> listFor(UserId userId, int limit) {
        return sql.list(
                SELECT + "WHERE user_id = ? ORDER BY created_at DESC, id DESC LIMIT ?",
                JdbcEnrollments::read,
                userId.value(),
                limit);
    }

    @Override
    public List<Enrollment> listIn(StreamId streamId, EnrollmentState state, int limit) {
        return sql.list(
                SELECT + "WHERE stream_id = ? AND state = ? ORDER BY created_at, id LIMIT ?",
                JdbcEnrollments::read,
                streamId.value(),
                state.wireName(),
                limit);
    }

    @Override
    public long countPaid(StreamId streamId) {
        return sql.first(
                        "SELECT COUNT(*) AS paid FROM stream_enrollments WHERE stream_id = ? AND tokens_paid > 0 AND "
                                + HOLDS_SEAT,
                        row -> row.number("paid"),
                        streamId.value())
                .orElse(0L);
    }

    @Override
    public List<Enrollment> listOwedRefunds(int limit) {
        return sql.list("""
                SELECT e.* FROM stream_enrollments e JOIN live_stream_sessions s ON s.id = e.stream_id
                WHERE e.state = 'active' AND e.settled_at IS NULL AND (s.status = 'cancelled' OR s.deleted_at IS NOT NULL)
                ORDER BY e.created_at, e.id LIMIT ?""", JdbcEnrollments::read, limit);
    }

    @Override
    public List<Enrollment> listUnsettled(int limit) {
        return sql.list("""
                SELECT e.* FROM stream_enrollments e JOIN live_stream_sessions s ON s.id = e.stream_id
                WHERE e.state = 'active' AND e.settled_at IS NULL AND e.tokens_paid > 0
                    AND s.status = 'ended' AND s.deleted_at IS NULL
                ORDER BY e.created_at, e.id LIMIT ?""", JdbcEnrollments::read, limit);
    }

    private static Enrollment read(Sql.Row row) throws SQLException {
        return Enrollment.pending(
                        new EnrollmentId(row.uuid("id")),
                        new StreamId(row.uuid("stream_id")),
                        new UserId(row.uuid("user_id")),
                        Tokens.of(row.number("tokens_paid")),
                        row.instant("created_at"))
                .state(EnrollmentState.parse(row.text("state")).orElseThrow())
                .transactionId(row.optionalText("transaction_id").orElse(null))
                .tokensRefunded(
                        row.optionalNumber("tokens_refunded").map(Tokens::of).orElse(null))
                .refundTransactionId(row.optionalText("refund_transaction_id").orElse(null))
                .settledAt(row.optionalInstant("settled_at").orElse(null))
                .updatedAt(row.instant("updated_at"))
                .build();
    }
}
