package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.NoticeId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.EnrollmentBasis;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.LedgerStore;
import dev.stagedoor.core.storage.LedgerTransfer;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.testkit.TestPlatform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On PostgreSQL each statement of its own waits for the network, so what nobody waits for travels together. */
class RoundTripsTest {
    private final PlanRecorder recorder = new PlanRecorder();
    private final JdbcStorage storage = JdbcStorage.on(
                    recorder.counting(Databases.emptyPostgres().dataSource()))
            .withoutMigrating()
            .open();

    @Test
    void a_purchase_waits_for_the_database_twice_and_for_its_commit() {
        TestPlatform stage = TestPlatform.over(storage).start();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(stage.instructor("coach"), 30);
        int before = recorder.roundTrips();

        EnrollResult bought = stage.enroll(ana, yoga.id());

        assertThat(bought).isInstanceOf(EnrollResult.Enrolled.class);
        assertThat(recorder.roundTrips() - before)
                .as("the wallet and what it is decided on, everything that is written")
                .isEqualTo(2);
    }

    @Test
    void a_wallet_that_was_locked_with_what_a_purchase_is_decided_on_is_read_again_when_the_books_have_changed() {
        TestPlatform stage = TestPlatform.over(storage).start();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(stage.instructor("coach"), 30);
        UUID id = new UUID(3, 3);

        LedgerStore.LockedWallet locked = storage.inTransaction(work -> {
            EnrollmentBasis basis = work.enrollmentBasis(new EnrollmentId(id), ana, yoga.id());
            assertThat(basis.stream()).isPresent();
            work.ledger().append(spent(new TransferId(id), ana, 40));
            return work.ledger().lockWallet(ana, new TransferId(id));
        });

        assertThat(locked.balance()).isEqualTo(60);
        assertThat(locked.known()).isPresent();
    }

    private static LedgerTransfer spent(TransferId id, UserId from, long amount) {
        return new LedgerTransfer(
                id,
                TokenMovement.Kind.DEDUCTION,
                Optional.empty(),
                Optional.empty(),
                "",
                Instant.EPOCH,
                List.of(
                        new LedgerTransfer.Entry(LedgerAccount.wallet(from), -amount),
                        new LedgerTransfer.Entry(LedgerAccount.house(LedgerAccount.Kind.SPENT), amount)));
    }

    @Test
    void a_write_that_waited_and_fails_undoes_the_whole_unit_of_work() {
        Notice notice = notice(new UUID(1, 1));
        storage.inTransaction(work -> {
            work.notices().insert(notice);
            return notice;
        });

        assertThatThrownBy(() -> storage.inTransaction(work -> {
                    work.notices().insert(notice(new UUID(1, 2)));
                    work.notices().insert(notice);
                    return notice;
                }))
                .hasMessageContaining("notice_outbox");

        assertThat(storage.<Integer>inTransaction(work -> work.notices()
                        .claim(Instant.EPOCH.plusSeconds(1), Instant.EPOCH.plusSeconds(2), 10)
                        .size()))
                .isEqualTo(1);
    }

    @Test
    void a_write_that_waits_is_seen_by_the_next_look_up_of_the_same_unit_of_work() {
        int seen = storage.inTransaction(work -> {
            work.notices().insert(notice(new UUID(1, 1)));
            return work.notices()
                    .claim(Instant.EPOCH.plusSeconds(1), Instant.EPOCH.plusSeconds(2), 10)
                    .size();
        });

        assertThat(seen).isEqualTo(1);
    }

    private static Notice notice(UUID id) {
        return new Notice(
                new NoticeId(id),
                Notice.Kind.values()[0],
                new UserId(new UUID(2, 2)),
                Optional.empty(),
                Map.of(),
                Instant.EPOCH);
    }
}
