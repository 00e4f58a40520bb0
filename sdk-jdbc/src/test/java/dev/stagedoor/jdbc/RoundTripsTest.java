package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.NoticeId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.testkit.TestPlatform;
import java.time.Instant;
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
    void a_purchase_waits_for_the_database_three_times_and_for_its_commit() {
        TestPlatform stage = TestPlatform.over(storage).start();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(stage.instructor("coach"), 30);
        int before = recorder.roundTrips();

        EnrollResult bought = stage.enroll(ana, yoga.id());

        assertThat(bought).isInstanceOf(EnrollResult.Enrolled.class);
        assertThat(recorder.roundTrips() - before)
                .as("what it is decided on, the wallet, everything that is written")
                .isEqualTo(3);
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
