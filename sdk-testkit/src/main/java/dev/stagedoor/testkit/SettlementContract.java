package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.BreakOffPolicy;
import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of tokens after a class, on every storage, with wallets in our own database. */
public abstract class SettlementContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant START = TestPlatform.START;

    private TestPlatform stage = TestPlatform.inMemory().start();
    private UserId coach = stage.instructor("nobody");
    private UserId ana = coach;
    private StreamSession yoga = stage.plannedClass(coach, 30);

    /** For implementations. */
    protected SettlementContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void aClassOfAnHourWithOneSeatSold() {
        open(BreakOffPolicy.fullBelow(50));
    }

    private void open(BreakOffPolicy policy) {
        stage.close();
        stage = TestPlatform.over(emptyStorage())
                .with(builder -> builder.breakOffPolicy(policy))
                .start();
        coach = stage.instructor("coach");
        ana = stage.member("ana", 100);
        yoga = stage.plannedClass(coach, 30, draft -> draft.duration(HOUR));
        stage.enroll(ana, yoga.id());
        mail();
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(stage.ledger().audit()).isEmpty();
        stage.close();
    }

    private List<Notice.Kind> mail() {
        List<Notice.Kind> sent = new ArrayList<>();
        stage.platform().outbox().deliverDue(notice -> sent.add(notice.kind()), 100);
        return sent;
    }

    private void at(Instant when) {
        stage.clock().set(when);
    }

    private Round settle() {
        return stage.platform().settlements().runOnce();
    }

    private void goLive() {
        at(yoga.scheduledStart());
        stage.platform().sessions().start(coach, yoga.id());
    }

    private void broadcast() {
        BroadcastResult ready = stage.platform().sessions().broadcast(coach, yoga.id());
        assertThat(stage.fakeLiveInputs().publish(((BroadcastResult.Ready) ready).liveInput()))
                .isTrue();
    }

    /** Goes live, shows a picture for a while, and ends. */
    private void give(Duration length) {
        goLive();
        broadcast();
        stage.clock().advance(length);
        stage.platform().sessions().end(coach, yoga.id());
    }

    private StreamStatus status() {
        return stage.platform().sessions().find(yoga.id()).orElseThrow().status();
    }

    private Enrollment seat() {
        return stage.platform().enrollments().find(ana, yoga.id()).orElseThrow();
    }

    private long earnings() {
        return stage.ledger().balanceOf(new LedgerAccount(LedgerAccount.Kind.EARNINGS, coach.value()));
    }

    private long escrow() {
        return stage.ledger()
                .balanceOf(
                        new LedgerAccount(LedgerAccount.Kind.ESCROW, yoga.id().value()));
    }

    @Test
    void a_class_that_was_given_pays_its_instructor_once() {
        give(HOUR);

        assertThat(settle()).isEqualTo(new Round(1, 1, 0, 0));
        assertThat(settle()).isEqualTo(Round.NOTHING);

        assertThat(earnings()).isEqualTo(30);
        assertThat(escrow()).isZero();
        assertThat(stage.balance(ana)).isEqualTo(70);
        assertThat(seat().state()).isEqualTo(EnrollmentState.ACTIVE);
        assertThat(seat().settledAt()).isPresent();
        assertThat(mail()).isEmpty();
    }

    @Test
    void a_class_that_nobody_ever_saw_is_called_off_after_the_grace_and_paid_back_once() {
        at(yoga.scheduledStart().plus(Duration.ofMinutes(29)));
        assertThat(settle()).isEqualTo(Round.NOTHING);
        assertThat(status()).isEqualTo(StreamStatus.SCHEDULED);

        at(yoga.scheduledStart().plus(Duration.ofMinutes(30)));
        settle();
        settle();

        assertThat(status()).isEqualTo(StreamStatus.CANCELLED);
        assertThat(stage.balance(ana)).isEqualTo(100);
        assertThat(seat().state()).isEqualTo(EnrollmentState.REFUNDED);
        assertThat(stage.ledger().history(ana, 10))
                .extracting(TokenMovement::kind)
                .containsExactly(TokenMovement.Kind.RELEASE, TokenMovement.Kind.RESERVE, TokenMovement.Kind.GIFT);
        assertThat(mail()).containsExactly(Notice.Kind.CLASS_NEVER_GIVEN);
    }

    @Test
    void a_class_that_is_live_without_a_picture_has_its_grace_from_going_live() {
        at(yoga.scheduledStart().plus(Duration.ofMinutes(20)));
        stage.platform().sessions().start(coach, yoga.id());
        at(yoga.scheduledStart().plus(Duration.ofMinutes(45)));
        settle();
        assertThat(status()).isEqualTo(StreamStatus.LIVE);

        at(yoga.scheduledStart().plus(Duration.ofMinutes(50)));
        settle();
        assertThat(status()).isEqualTo(StreamStatus.CANCELLED);
        assertThat(stage.balance(ana)).isEqualTo(100);
    }

    @Test
    void a_class_that_is_being_given_is_left_alone() {
        goLive();
        broadcast();
        at(yoga.scheduledEnd().plus(HOUR));
        assertThat(settle()).isEqualTo(Round.NOTHING);
        assertThat(status()).isEqualTo(StreamStatus.LIVE);
        assertThat(stage.balance(ana)).isEqualTo(70);
    }

    @Test
    void a_rehearsal_is_not_the_class() {
        broadcast();
        at(yoga.scheduledStart().plus(Duration.ofMinutes(40)));
        settle();
        assertThat(status()).isEqualTo(StreamStatus.SCHEDULED);

        at(yoga.scheduledEnd().plus(Duration.ofMinutes(30)));
        settle();
        assertThat(status()).isEqualTo(StreamStatus.CANCELLED);
        assertThat(stage.balance(ana)).isEqualTo(100);
    }

    @Test
    void a_class_that_broke_off_early_is_paid_back_whole() {
        give(Duration.ofMinutes(29));
        settle();
        settle();

        assertThat(stage.balance(ana)).isEqualTo(100);
        assertThat(earnings()).isZero();
        assertThat(seat().state()).isEqualTo(EnrollmentState.REFUNDED);
        assertThat(mail()).containsExactly(Notice.Kind.CLASS_BROKE_OFF);
    }

    @Test
    void half_of_the_class_is_enough_unless_said_otherwise() {
        give(Duration.ofMinutes(30));
        settle();
        assertThat(stage.balance(ana)).isEqualTo(70);
        assertThat(earnings()).isEqualTo(30);
    }

    @Test
    void a_class_that_ended_without_a_picture_is_paid_back_whole() {
        goLive();
        stage.clock().advance(Duration.ofMinutes(10));
        stage.platform().sessions().end(coach, yoga.id());
        settle();
        assertThat(stage.balance(ana)).isEqualTo(100);
    }

    @Test
    void the_missing_share_can_be_paid_back_and_the_rest_is_the_instructors() {
        open(BreakOffPolicy.proRataBelow(80));
        give(Duration.ofMinutes(40));
        settle();
        settle();

        assertThat(stage.balance(ana)).isEqualTo(80);
        assertThat(earnings()).isEqualTo(20);
        assertThat(escrow()).isZero();
        assertThat(seat().state()).isEqualTo(EnrollmentState.ACTIVE);
        assertThat(seat().tokensRefunded()).contains(Tokens.of(10));
        assertThat(seat().refundTransactionId()).isPresent();
        assertThat(stage.ledger().history(ana, 10).get(0).change()).isEqualTo(10);
        assertThat(mail()).containsExactly(Notice.Kind.CLASS_BROKE_OFF);
    }

    @Test
    void a_gap_in_the_broadcast_was_not_given() {
        open(BreakOffPolicy.proRataBelow(100));
        goLive();
        broadcast();
        stage.clock().advance(Duration.ofMinutes(20));
        drop();
        stage.clock().advance(Duration.ofMinutes(20));
        broadcast();
        stage.clock().advance(Duration.ofMinutes(20));
        stage.platform().sessions().end(coach, yoga.id());
        settle();
        assertThat(stage.balance(ana)).isEqualTo(80);
        assertThat(earnings()).isEqualTo(20);
    }

    @Test
    void a_class_that_its_instructor_left_ends_by_itself_after_the_grace_and_is_paid_back() {
        goLive();
        broadcast();
        stage.clock().advance(Duration.ofMinutes(10));
        drop();
        stage.clock().advance(StreamingPlatform.Builder.DEFAULT_NEVER_GIVEN_GRACE.minusSeconds(1));
        settle();
        assertThat(status()).isEqualTo(StreamStatus.LIVE);
        stage.clock().advance(Duration.ofSeconds(1));
        settle();
        settle();
        assertThat(status()).isEqualTo(StreamStatus.ENDED);
        assertThat(stage.balance(ana)).isEqualTo(100);
        assertThat(mail()).containsExactly(Notice.Kind.CLASS_BROKE_OFF);
    }

    @Test
    void an_instructor_who_returns_within_the_grace_goes_on() {
        goLive();
        broadcast();
        stage.clock().advance(Duration.ofMinutes(10));
        drop();
        stage.clock().advance(Duration.ofMinutes(5));
        broadcast();
        stage.clock().advance(Duration.ofHours(2));
        settle();
        assertThat(status()).isEqualTo(StreamStatus.LIVE);
    }

    private void drop() {
        stage.platform()
                .sessions()
                .find(yoga.id())
                .flatMap(StreamSession::liveInputId)
                .ifPresent(stage.liveInputs()::endBroadcast);
    }

    @Test
    void a_settled_seat_cannot_be_given_back() {
        give(HOUR);
        settle();
        assertThat(stage.platform().enrollments().cancel(ana, yoga.id())).isInstanceOf(CancelResult.NotAllowed.class);
        assertThat(stage.platform().enrollments().refundCancelled(10)).isZero();
        assertThat(earnings()).isEqualTo(30);
    }

    @Test
    void a_free_seat_has_nothing_to_settle() {
        stage.platform().sessions().cancel(coach, yoga.id());
        yoga = stage.plannedClass(coach, 0);
        stage.enroll(stage.member("ben", 0), yoga.id());
        give(HOUR);
        assertThat(settle()).isEqualTo(Round.NOTHING);
    }

    /** A seat that says it was paid though the books know nothing of it, as one that another product has sold. */
    private void aSeatThatTheBooksDoNotKnow() {
        Enrollment stray = Enrollment.pending(
                        new EnrollmentId(new UUID(0, 1)), yoga.id(), stage.member("stray", 0), Tokens.of(30), START)
                .state(EnrollmentState.ACTIVE)
                .transactionId("from elsewhere")
                .build();
        stage.storage().inTransaction(work -> {
            work.enrollments().insert(stray);
            return stray;
        });
    }

    @Test
    void one_seat_that_cannot_be_paid_back_keeps_no_other_waiting_nor_the_next_start() {
        aSeatThatTheBooksDoNotKnow();
        stage.platform().sessions().cancel(coach, yoga.id());
        assertThat(stage.balance(ana)).isEqualTo(100);

        TestPlatform next =
                TestPlatform.over(stage.storage()).clock(stage.clock()).seed(2).start();
        assertThat(next.platform().settlements().runOnce().done()).isZero();
        next.close();
    }

    @Test
    void one_seat_that_cannot_be_settled_keeps_no_other_waiting() {
        aSeatThatTheBooksDoNotKnow();
        give(HOUR);
        assertThat(settle()).isEqualTo(new Round(2, 1, 1, 0));
        assertThat(earnings()).isEqualTo(30);
    }

    @Test
    void many_rounds_at_once_settle_each_seat_once() {
        IntStream.range(0, 8).forEach(n -> stage.enroll(stage.member("member" + n, 50), yoga.id()));
        give(HOUR);

        AtOnce.callAll(IntStream.range(0, 4)
                .<Callable<Round>>mapToObj(n -> this::settle)
                .toList());

        assertThat(earnings()).isEqualTo(9 * 30);
        assertThat(escrow()).isZero();
    }

    @Test
    void a_round_does_no_more_than_it_is_asked_to() {
        IntStream.range(0, 4).forEach(n -> stage.enroll(stage.member("member" + n, 50), yoga.id()));
        give(HOUR);
        assertThat(stage.platform().settlements().runOnce(2).done()).isEqualTo(2);
        assertThat(stage.platform().settlements().runOnce(2).done()).isEqualTo(2);
        assertThat(stage.platform().settlements().runOnce(2).done()).isEqualTo(1);
        assertThat(earnings()).isEqualTo(5 * 30);
    }
}
