package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.testkit.TestPlatform;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Dies at every point of enrolling, giving back and cancelling a class, then asks again as a client would. */
class CrashWhileEnrollingTest {
    private final CrashPoints crash = new CrashPoints(Databases.emptyH2().dataSource());
    private final TestPlatform stage = TestPlatform.over(
                    JdbcStorage.on(crash.dataSource()).withoutMigrating().open())
            .start();
    private final UserId coach = stage.instructor("coach");

    /** {@return whether the action died at the point} */
    private boolean diesAt(int point, Runnable action) {
        crash.dieAt(point);
        try {
            action.run();
            return false;
        } catch (CrashPoints.Crash expected) {
            return true;
        } finally {
            crash.stayAlive();
        }
    }

    private void theBooksAreRight(StreamSession stream, int seats, UserId who, long balance) {
        assertThat(stage.ledger().audit()).isEmpty();
        assertThat(stage.balance(who)).isEqualTo(balance);
        assertThat(stage.platform().sessions().find(stream.id()).orElseThrow().seatsTaken())
                .isEqualTo(seats);
    }

    @Test
    void a_crash_anywhere_in_enrolling_leaves_all_or_nothing_and_a_retry_completes_it_once() {
        boolean died = true;
        int point = 0;
        for (; died; point++) {
            UserId ana = stage.member("ana" + point, 100);
            StreamSession yoga = stage.plannedClass(coach, 30);
            EnrollRequest request = EnrollRequest.of(new EnrollmentId(new UUID(5, point)), ana, yoga.id());

            died = diesAt(point, () -> stage.platform().enrollments().enroll(request));

            boolean seated = stage.platform().enrollments().find(request.id()).isPresent();
            theBooksAreRight(yoga, seated ? 1 : 0, ana, seated ? 70 : 100);
            EnrollResult again = stage.platform().enrollments().enroll(request);
            assertThat(again)
                    .as("point %d", point)
                    .isInstanceOf(seated ? EnrollResult.AlreadyEnrolled.class : EnrollResult.Enrolled.class);
            theBooksAreRight(yoga, 1, ana, 70);
        }
        assertThat(point).as("points tried").isGreaterThan(20);
    }

    @Test
    void a_crash_anywhere_in_giving_back_pays_back_once() {
        boolean died = true;
        for (int point = 0; died; point++) {
            UserId ana = stage.member("ana" + point, 100);
            StreamSession yoga = stage.plannedClass(coach, 30);
            stage.enroll(ana, yoga.id());

            died = diesAt(point, () -> stage.platform().enrollments().cancel(ana, yoga.id()));

            stage.platform().enrollments().cancel(ana, yoga.id());
            theBooksAreRight(yoga, 0, ana, 100);
        }
    }

    @Test
    void a_crash_anywhere_in_cancelling_a_class_is_made_good_by_the_sweep() {
        boolean died = true;
        for (int point = 0; died; point++) {
            UserId ana = stage.member("ana" + point, 100);
            UserId ben = stage.member("ben" + point, 30);
            StreamSession yoga = stage.plannedClass(coach, 30);
            stage.enroll(ana, yoga.id());
            stage.enroll(ben, yoga.id());

            died = diesAt(point, () -> stage.platform().sessions().cancel(coach, yoga.id()));

            stage.platform().sessions().cancel(coach, yoga.id());
            stage.platform().enrollments().refundCancelled(100);
            theBooksAreRight(yoga, 0, ana, 100);
            theBooksAreRight(yoga, 0, ben, 30);
        }
    }
}
