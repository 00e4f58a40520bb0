package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.StreamSlice;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.storage.WorkoutStore;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With 100,000 classes and seats on PostgreSQL no question that a person waits for reads a whole table. */
class IndexUseTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Instant A_WINTER_DAY = Instant.parse("2026-01-10T12:00:00Z");

    private static DataSource database;

    @BeforeAll
    static void aHundredThousandOfEach() {
        database = Databases.newPostgres();
        JdbcStorage.open(database).close();
        SqlClient owner = SqlClient.owner(database);
        owner.rows("CREATE FUNCTION n(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS "
                + "$$ SELECT lpad(to_hex(i), 32, '0')::uuid $$");
        owner.rows("""
                INSERT INTO live_stream_sessions (id, instructor_id, title, description, status, scheduled_start, zone, duration_minutes,
                    price_in_tokens, created_at, updated_at)
                SELECT n(i), n(i % 500), 'Class ' || i, '', CASE WHEN i % 50 = 0 THEN 'scheduled' WHEN i % 997 = 0 THEN 'live' ELSE 'ended' END,
                    timestamptz '2026-01-01Z' + i * interval '10 minutes', 'UTC', 60, 20, now(), now()
                FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO stream_enrollments (id, stream_id, user_id, state, tokens_paid, transaction_id, created_at, updated_at)
                SELECT n(i), n(i), n(i % 5000), 'active', 20, 't' || i, now(), now() FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO accounts (id, email, email_key, display_name, roles, created_at)
                SELECT n(i), i || '@example.com', i || '@example.com', 'P', 'member', now() FROM generate_series(1, 100000) i""");
        owner.rows("INSERT INTO ledger_wallets (user_id, balance) SELECT n(i), 100 FROM generate_series(1, 100000) i");
        owner.rows(
                "INSERT INTO ledger_transfers (id, kind, note, created_at) SELECT n(i), 'gift', '', now() FROM generate_series(1, 100000) i");
        owner.rows("""
                INSERT INTO ledger_entries (transfer_id, account_kind, account_owner, amount)
                SELECT n(i), 'wallet', n(i % 5000), 100 FROM generate_series(1, 100000) i
                UNION ALL SELECT n(i), 'gift', n(0), -100 FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO stream_viewer_sessions (id, stream_id, user_id, admitted_at, expires_at, left_at)
                SELECT n(i), n(i % 1000 + 1), n(i), now(), now(), CASE WHEN i % 2 = 0 THEN now() END FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO notice_outbox (id, kind, recipient_id, details, created_at, due_at, delivered_at)
                SELECT n(i), 'receipt', n(i), '', now(), now(), CASE WHEN i % 1000 <> 0 THEN now() END FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO stream_broadcasts (stream_id, started_at, ended_at, last_seen_at)
                SELECT n(i), now(), CASE WHEN i % 1000 <> 0 THEN now() END, now() FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO token_payments (id, kind, enrollment_id, stream_id, user_id, amount, reason, notice, state, unclear,
                    attempts, created_at, sent_at, due_at, last_outcome, transaction_id)
                SELECT n(i), 'debit', n(i), n(i), n(i % 5000), 20, '', 'receipt', CASE WHEN i % 1000 = 0 THEN 'pending' ELSE 'done' END,
                    false, 1, now(), now(), now(), '', 't' || i FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO token_payment_decisions (id, payment_id, decision, transaction_id, decided_at, decided_by, decided_with,
                    decided_from, known, attempts, state_after)
                SELECT n(i), n(i), 'moved', 't' || i, now() + i * interval '1 second', 'o', 'k', 'a', '', 1, 'done'
                FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO stream_recordings (id, stream_id, state, node, is_local, asset_id, started_at, due_at, migrate_at, attempts)
                SELECT n(i), n(i), CASE WHEN i % 500 = 0 THEN 'recording' WHEN i % 499 = 0 THEN 'deleting' WHEN i % 3 = 0 THEN 'deleted'
                        WHEN i % 3 = 1 THEN 'retained' ELSE 'ready' END,
                    CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END, i % 500 = 0, 'asset-' || i, timestamptz '2026-01-01Z' + i * interval '10 minutes',
                    timestamptz '2026-01-08Z' + i * interval '10 minutes', timestamptz '2026-03-01Z' + i * interval '10 minutes', 0
                FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO workouts (id, title, description, duration_minutes, video_id, created_at, source_stream_id, recording_id)
                SELECT n(i), 'Workout ' || i, '', 60, 'asset-' || i, timestamptz '2026-01-01Z' + i * interval '10 minutes', n(i), n(i)
                FROM generate_series(1, 100000) i""");
        owner.rows("""
                INSERT INTO stream_retention_log (at, action, recording_id, stream_id, subject, why)
                SELECT now(), 'deleted', n(i), n(i), '', '' FROM generate_series(1, 100000) i""");
        owner.rows("ANALYZE");
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                question("classes that are live", work -> work.streams().list(slice(StreamStatus.LIVE, true))),
                question("the next classes", work -> work.streams().list(slice(StreamStatus.SCHEDULED, true))),
                question("the last classes", work -> work.streams().list(slice(StreamStatus.ENDED, false))),
                question(
                        "all classes of a status after a cursor",
                        work -> work.streams()
                                .list(new StreamSlice(
                                        Set.of(StreamStatus.ENDED),
                                        Optional.empty(),
                                        "",
                                        false,
                                        Optional.of(new StreamSlice.Position(NOW, new StreamId(ONE))),
                                        50))),
                question(
                        "the classes of an instructor",
                        work -> work.streams()
                                .list(new StreamSlice(
                                        Set.of(StreamStatus.values()),
                                        Optional.of(new UserId(ONE)),
                                        "",
                                        false,
                                        Optional.empty(),
                                        50))),
                question(
                        "the figures of some classes",
                        work -> work.streams().statistics(List.of(new StreamId(ONE), new StreamId(new UUID(0, 2))))),
                question("one class", work -> work.streams().lock(new StreamId(ONE))),
                question("a seat in a class", work -> work.enrollments().find(new UserId(ONE), new StreamId(ONE))),
                question("somebody's seats", work -> work.enrollments().listFor(new UserId(ONE), 50)),
                question(
                        "a class's seats",
                        work -> work.enrollments().listIn(new StreamId(ONE), EnrollmentState.ACTIVE, 50)),
                question("refunds that are owed", work -> work.enrollments().listOwedRefunds(50)),
                question("a balance", work -> work.ledger().balance(LedgerAccount.wallet(new UserId(ONE)))),
                question("paid seats of a class", work -> work.enrollments().countPaid(new StreamId(ONE))),
                question("a history", work -> work.ledger().history(LedgerAccount.wallet(new UserId(ONE)), 50)),
                question("a transfer", work -> work.ledger().find(new TransferId(ONE))),
                question("what resolved a reservation", work -> work.ledger().findResolution(new TransferId(ONE))),
                question(
                        "devices of a person in a class",
                        work -> work.viewers().open(new StreamId(ONE), new UserId(ONE))),
                question(
                        "broadcasts that nobody has seen of late",
                        work -> work.broadcasts().listUnseen(NOW, 50)),
                question("the sight of a broadcast", work -> work.broadcasts().seen(new StreamId(ONE), NOW)),
                question("somebody's payments", work -> work.remotePayments().listFor(new UserId(ONE), 50)),
                question(
                        "payments that are due",
                        work -> work.remotePayments().lockDue(NOW.plusSeconds(86400 * 30), 50)),
                question("the latest decisions", work -> work.remotePayments().listDecisions(50)),
                question("devices that fell silent", work -> work.viewers().listSilent(NOW, 50)),
                question("recordings left open", work -> work.recordings().listLeftOpen(50)),
                question("people in a class", work -> work.viewers().countPeople(new StreamId(ONE))),
                question("messages that are due", work -> work.notices().claim(NOW.plusSeconds(86400 * 30), NOW, 50)),
                question("a recording", work -> work.recordings().lock(new RecordingId(ONE))),
                question("the recording of an asset", work -> work.recordings().findByAsset(new AssetId("asset-7"))),
                question("the recordings of a class", work -> work.recordings().listFor(new StreamId(ONE))),
                question("recordings that are open", work -> work.recordings().listOpen("a")),
                question("local copies", work -> work.recordings().listLocal("a", 50)),
                question(
                        "local copies of other nodes",
                        work -> work.recordings().listLocalElsewhere("a", Optional.of(new RecordingId(ONE)), 50)),
                question("recordings that are due", work -> work.recordings().listDue(A_WINTER_DAY, 50)),
                question(
                        "recordings that may migrate",
                        work -> work.recordings().listMigratable(A_WINTER_DAY.plusSeconds(86400 * 60), 50)),
                question(
                        "recordings to be deleted",
                        work -> work.recordings().claimDeleting(NOW, NOW.plusSeconds(300), 50)),
                question(
                        "recordings that should have an asset",
                        work -> work.recordings().listStored(Optional.of(new RecordingId(ONE)), 50)),
                question(
                        "what was done to recordings", work -> work.recordings().listLog(50)),
                question("a workout", work -> work.workouts().find(new WorkoutId(ONE))),
                question("the workout of a class", work -> work.workouts().findBySource(new StreamId(ONE))),
                question("the newest workouts", work -> work.workouts().list("", Optional.empty(), 50)),
                question(
                        "workouts after a cursor",
                        work -> work.workouts()
                                .list("", Optional.of(new WorkoutStore.Position(NOW, new WorkoutId(ONE))), 50)),
                question("how a class was watched", work -> work.viewers().watched(new StreamId(ONE), NOW)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void is_answered_by_an_index(String name, Consumer<UnitOfWork> question) {
        PlanRecorder recorder = new PlanRecorder();
        try (JdbcStorage storage =
                JdbcStorage.on(recorder.watching(database)).withoutMigrating().open()) {
            storage.inTransaction(work -> {
                question.accept(work);
                work.rollbackOnly();
                return name;
            });
        }
        assertThat(recorder.plans())
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.text()).as(plan.statement()).doesNotContain("Seq Scan"));
    }

    private static Arguments question(String name, Consumer<UnitOfWork> question) {
        return Arguments.of(name, question);
    }

    private static StreamSlice slice(StreamStatus status, boolean ascending) {
        return new StreamSlice(Set.of(status), Optional.empty(), "", ascending, Optional.empty(), 50);
    }
}
