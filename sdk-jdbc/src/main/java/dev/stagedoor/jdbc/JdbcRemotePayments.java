package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.RemotePaymentStore;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Payments at a remote token provider in {@code token_payments}. */
final class JdbcRemotePayments implements RemotePaymentStore {
    private static final String SELECT = "SELECT * FROM token_payments ";

    private final Sql sql;

    JdbcRemotePayments(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void insert(RemotePayment payment) {
        sql.updateOne(
                """
                INSERT INTO token_payments (id, kind, enrollment_id, stream_id, user_id, amount, reason,
                    original_transaction_id, notice, state, unclear, attempts, created_at, sent_at, due_at,
                    last_outcome, transaction_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                payment.id().value(),
                payment.kind().wireName(),
                payment.enrollmentId().value(),
                payment.streamId().value(),
                payment.userId().value(),
                payment.amount().amount(),
                payment.reason(),
                payment.original().orElse(null),
                payment.notice().wireName(),
                payment.state().wireName(),
                payment.unclear(),
                payment.attempts(),
                payment.createdAt(),
                payment.sentAt(),
                payment.dueAt(),
                payment.lastOutcome(),
                payment.transactionId().orElse(null));
    }

    @Override
    public Optional<RemotePayment> find(TransferId id) {
        return sql.first(SELECT + "WHERE id = ?", JdbcRemotePayments::read, id.value());
    }

    @Override
    public Optional<RemotePayment> lock(TransferId id) {
        return sql.first(SELECT + "WHERE id = ? FOR UPDATE", JdbcRemotePayments::read, id.value());
    }

    @Override
    public void update(RemotePayment payment) {
        sql.updateOne(
                """
                UPDATE token_payments SET state = ?, unclear = ?, attempts = ?, sent_at = ?, due_at = ?,
                    last_outcome = ?, transaction_id = ? WHERE id = ?""",
                payment.state().wireName(),
                payment.unclear(),
                payment.attempts(),
                payment.sentAt(),
                payment.dueAt(),
                payment.lastOutcome(),
                payment.transactionId().orElse(null),
                payment.id().value());
    }

    @Override
    public List<RemotePayment> lockDue(Instant now, int limit) {
        return sql.list(
                SELECT + "WHERE state = 'pending' AND due_at <= ? ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED",
                JdbcRemotePayments::read,
                now,
                limit);
    }

    @Override
    public List<RemotePayment> listNeedingPerson(int limit) {
        return sql.list(
                SELECT + "WHERE state = 'needs_person' ORDER BY created_at, id LIMIT ?",
                JdbcRemotePayments::read,
                limit);
    }

    @Override
    public List<RemotePayment> listFor(UserId userId, int limit) {
        return sql.list(
                SELECT + "WHERE user_id = ? ORDER BY created_at DESC, id DESC LIMIT ?",
                JdbcRemotePayments::read,
                userId.value(),
                limit);
    }

    @Override
    public void record(PaymentDecision decision) {
        sql.updateOne(
                """
                INSERT INTO token_payment_decisions (id, payment_id, decision, transaction_id, decided_at, decided_by,
                    decided_with, decided_from, known, attempts, state_after)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                decision.id(),
                decision.paymentId().value(),
                decision.finding().wireName(),
                decision.transactionId().orElse(null),
                decision.at(),
                decision.by().name(),
                decision.by().with(),
                decision.by().from(),
                decision.known(),
                decision.attempts(),
                decision.after().wireName());
    }

    @Override
    public List<PaymentDecision> listDecisions(int limit) {
        return sql.list(
                "SELECT * FROM token_payment_decisions ORDER BY decided_at DESC, id DESC LIMIT ?",
                JdbcRemotePayments::readDecision,
                limit);
    }

    private static PaymentDecision readDecision(Sql.Row row) throws SQLException {
        return new PaymentDecision(
                row.uuid("id"),
                new TransferId(row.uuid("payment_id")),
                PaymentDecision.Finding.parse(row.text("decision")).orElseThrow(),
                row.optionalText("transaction_id"),
                row.instant("decided_at"),
                new Decider(row.text("decided_by"), row.text("decided_with"), row.text("decided_from")),
                row.text("known"),
                (int) row.number("attempts"),
                RemotePayment.State.parse(row.text("state_after")).orElseThrow());
    }

    private static RemotePayment read(Sql.Row row) throws SQLException {
        return new RemotePayment(
                new TransferId(row.uuid("id")),
                RemotePayment.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                new EnrollmentId(row.uuid("enrollment_id")),
                new StreamId(row.uuid("stream_id")),
                new UserId(row.uuid("user_id")),
                Tokens.of(row.number("amount")),
                row.text("reason"),
                row.optionalText("original_transaction_id"),
                Notice.Kind.valueOf(row.text("notice").toUpperCase(Locale.ROOT)),
                RemotePayment.State.parse(row.text("state")).orElseThrow(),
                row.flag("unclear"),
                (int) row.number("attempts"),
                row.instant("created_at"),
                row.instant("sent_at"),
                row.instant("due_at"),
                row.text("last_outcome"),
                row.optionalText("transaction_id"));
    }
}
