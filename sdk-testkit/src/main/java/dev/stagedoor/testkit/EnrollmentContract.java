package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollResult.AlreadyEnrolled;
import dev.stagedoor.core.enrollment.EnrollResult.Enrolled;
import dev.stagedoor.core.enrollment.EnrollResult.IdConflict;
import dev.stagedoor.core.enrollment.EnrollResult.IdSpent;
import dev.stagedoor.core.enrollment.EnrollResult.InsufficientTokens;
import dev.stagedoor.core.enrollment.EnrollResult.NotOpen;
import dev.stagedoor.core.enrollment.EnrollResult.PriceChanged;
import dev.stagedoor.core.enrollment.EnrollResult.SoldOut;
import dev.stagedoor.core.enrollment.EnrollResult.StreamNotFound;
import dev.stagedoor.core.enrollment.EnrollResult.Why;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What selling seats promises on every storage: right results in the written precedence, and books that are always right. */
public abstract class EnrollmentContract {
    private TestPlatform stage = TestPlatform.inMemory().start();
    private UserId coach = new UserId(new UUID(0, 0));

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void openThePlatform() {
        stage = TestPlatform.over(emptyStorage()).start();
        coach = stage.instructor("coach");
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(stage.ledger().audit()).isEmpty();
        stage.close();
    }

    private static EnrollmentId someId() {
        return new EnrollmentId(UUID.randomUUID());
    }

    private EnrollResult enroll(EnrollmentId id, UserId who, StreamId stream) {
        return stage.platform().enrollments().enroll(EnrollRequest.of(id, who, stream));
    }

    private long escrow(StreamId stream) {
        return stage.ledger().balanceOf(new LedgerAccount(LedgerAccount.Kind.ESCROW, stream.value()));
    }

    private List<Notice.Kind> mail() {
        List<Notice.Kind> sent = new ArrayList<>();
        stage.platform().outbox().deliverDue(notice -> sent.add(notice.kind()), 100);
        return sent;
    }

    @Test
    void seat_debit_transaction_id_receipt_and_mail_come_together() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 30);

        EnrollResult result = stage.enroll(ana, yoga.id());

        assertThat(result).isInstanceOfSatisfying(Enrolled.class, enrolled -> {
            assertThat(enrolled.newBalance()).isEqualTo(Tokens.of(70));
            assertThat(enrolled.enrollment().tokensPaid()).isEqualTo(Tokens.of(30));
            assertThat(enrolled.transactionId())
                    .isPresent()
                    .isEqualTo(enrolled.enrollment().transactionId());
            assertThat(stage.ledger().history(ana, 10).get(0))
                    .returns(enrolled.transactionId().orElseThrow(), TokenMovement::transactionId)
                    .returns(-30L, TokenMovement::change)
                    .returns(TokenMovement.Kind.RESERVE, TokenMovement::kind);
        });
        assertThat(stage.balance(ana)).isEqualTo(70);
        assertThat(escrow(yoga.id())).isEqualTo(30);
        assertThat(seatsTaken(yoga)).isEqualTo(1);
        assertThat(mail()).containsExactly(Notice.Kind.RECEIPT);
    }

    private int seatsTaken(StreamSession stream) {
        return stage.platform().sessions().find(stream.id()).orElseThrow().seatsTaken();
    }

    @Test
    void a_duplicate_enrollment_is_never_charged_twice() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 30);
        EnrollmentId id = someId();
        EnrollResult first = enroll(id, ana, yoga.id());

        assertThat(enroll(id, ana, yoga.id())).isInstanceOf(AlreadyEnrolled.class);
        assertThat(enroll(someId(), ana, yoga.id()))
                .isInstanceOfSatisfying(
                        AlreadyEnrolled.class,
                        again -> assertThat(again.enrollment().id())
                                .isEqualTo(((Enrolled) first).enrollment().id()));
        assertThat(stage.balance(ana)).isEqualTo(70);
        assertThat(seatsTaken(yoga)).isEqualTo(1);
    }

    @Test
    void a_retry_is_answered_before_anything_else_is_looked_at() {
        UserId ana = stage.member("ana", 30);
        StreamSession yoga = stage.plannedClass(coach, 30);
        EnrollmentId id = someId();
        enroll(id, ana, yoga.id());
        stage.platform().sessions().edit(coach, yoga.id(), draft -> draft.price(Tokens.of(99)));
        stage.platform().sessions().start(coach, yoga.id());
        stage.platform().sessions().end(coach, yoga.id());

        assertThat(enroll(id, ana, yoga.id())).isInstanceOf(AlreadyEnrolled.class);
    }

    @Test
    void who_lacks_tokens_is_told_balance_and_price() {
        UserId ben = stage.member("ben", 5);
        StreamSession yoga = stage.plannedClass(coach, 30);

        assertThat(stage.enroll(ben, yoga.id())).isEqualTo(new InsufficientTokens(Tokens.of(5), Tokens.of(30)));
        assertThat(stage.balance(ben)).isEqualTo(5);
        assertThat(seatsTaken(yoga)).isZero();
        assertThat(mail()).isEmpty();
    }

    @Test
    void exactly_the_price_is_enough() {
        UserId ana = stage.member("ana", 30);
        StreamSession yoga = stage.plannedClass(coach, 30);

        assertThat(stage.enroll(ana, yoga.id())).isInstanceOf(Enrolled.class);
        assertThat(stage.balance(ana)).isZero();
    }

    @Test
    void a_free_seat_needs_no_tokens_and_has_no_transaction() {
        UserId ben = stage.member("ben", 0);
        StreamSession yoga = stage.plannedClass(coach, 0);

        assertThat(stage.enroll(ben, yoga.id()))
                .isInstanceOfSatisfying(
                        Enrolled.class,
                        enrolled -> assertThat(enrolled.transactionId()).isEmpty());
    }

    @Test
    void the_last_seat_is_sold_once() {
        StreamSession yoga = stage.plannedClass(coach, 10, draft -> draft.capacity(1));
        UserId ana = stage.member("ana", 100);
        UserId ben = stage.member("ben", 100);

        assertThat(stage.enroll(ana, yoga.id())).isInstanceOf(Enrolled.class);
        assertThat(stage.enroll(ben, yoga.id())).isEqualTo(new SoldOut(1));
        assertThat(stage.balance(ben)).isEqualTo(100);
    }

    @Test
    void sold_out_comes_before_insufficient_tokens_and_a_changed_price_before_both() {
        StreamSession yoga = stage.plannedClass(coach, 10, draft -> draft.capacity(1));
        stage.enroll(stage.member("ana", 100), yoga.id());
        UserId ben = stage.member("ben", 0);

        assertThat(stage.enroll(ben, yoga.id())).isInstanceOf(SoldOut.class);
        EnrollRequest stale = EnrollRequest.of(someId(), ben, yoga.id()).expecting(Tokens.of(9));
        assertThat(stage.platform().enrollments().enroll(stale))
                .isEqualTo(new PriceChanged(Tokens.of(9), Tokens.of(10)));
    }

    @Test
    void a_price_that_changed_between_page_and_click_is_shown_and_not_charged() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 30);
        stage.platform().sessions().edit(coach, yoga.id(), draft -> draft.price(Tokens.of(40)));

        EnrollRequest request = EnrollRequest.of(someId(), ana, yoga.id()).expecting(Tokens.of(30));
        assertThat(stage.platform().enrollments().enroll(request))
                .isEqualTo(new PriceChanged(Tokens.of(30), Tokens.of(40)));
        assertThat(stage.balance(ana)).isEqualTo(100);
    }

    @Test
    void who_enrolled_keeps_the_price_paid() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 30);
        stage.enroll(ana, yoga.id());
        stage.platform().sessions().edit(coach, yoga.id(), draft -> draft.price(Tokens.of(90)));

        assertThat(stage.platform().enrollments().find(ana, yoga.id()).map(Enrollment::tokensPaid))
                .contains(Tokens.of(30));
    }

    @Test
    void closed_classes_sell_no_seats() {
        UserId ana = stage.member("ana", 100);
        StreamSession ended = stage.plannedClass(coach, 10);
        stage.platform().sessions().start(coach, ended.id());
        stage.platform().sessions().end(coach, ended.id());
        StreamSession cancelled = stage.plannedClass(coach, 10);
        stage.platform().sessions().cancel(coach, cancelled.id());
        StreamSession overdue = stage.plannedClass(coach, 10);
        stage.clock().set(overdue.scheduledEnd());

        assertThat(stage.enroll(ana, ended.id())).isEqualTo(new NotOpen(Why.ENDED));
        assertThat(stage.enroll(ana, cancelled.id())).isEqualTo(new NotOpen(Why.CANCELLED));
        assertThat(stage.enroll(ana, overdue.id())).isEqualTo(new NotOpen(Why.OVERDUE));
        assertThat(stage.enroll(ana, new StreamId(UUID.randomUUID()))).isInstanceOf(StreamNotFound.class);
        assertThat(stage.balance(ana)).isEqualTo(100);
    }

    @Test
    void an_instructor_does_not_buy_the_own_class() {
        StreamSession yoga = stage.plannedClass(coach, 0);

        assertThat(stage.enroll(coach, yoga.id())).isEqualTo(new NotOpen(Why.OWN_CLASS));
    }

    @Test
    void a_seat_can_be_bought_while_the_class_is_live() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 10);
        stage.platform().sessions().start(coach, yoga.id());

        assertThat(stage.enroll(ana, yoga.id())).isInstanceOf(Enrolled.class);
    }

    @Test
    void the_same_id_for_something_else_is_a_named_conflict() {
        UserId ana = stage.member("ana", 100);
        UserId ben = stage.member("ben", 100);
        StreamSession yoga = stage.plannedClass(coach, 10);
        StreamSession pilates = stage.plannedClass(coach, 10);
        EnrollmentId id = someId();
        enroll(id, ana, yoga.id());

        assertThat(enroll(id, ben, yoga.id())).isEqualTo(new IdConflict("user"));
        assertThat(enroll(id, ana, pilates.id())).isEqualTo(new IdConflict("stream"));
        assertThat(stage.balance(ben)).isEqualTo(100);
    }

    @Test
    void a_seat_given_back_before_the_start_is_paid_back_once() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 30, draft -> draft.capacity(1));
        EnrollmentId id = someId();
        enroll(id, ana, yoga.id());

        assertThat(stage.platform().enrollments().cancel(ana, yoga.id()))
                .isInstanceOfSatisfying(CancelResult.Cancelled.class, cancelled -> {
                    assertThat(cancelled.refunded()).isEqualTo(Tokens.of(30));
                    assertThat(cancelled.newBalance()).isEqualTo(Tokens.of(100));
                    assertThat(cancelled.enrollment().state()).isEqualTo(EnrollmentState.REFUNDED);
                });
        assertThat(stage.platform().enrollments().cancel(ana, yoga.id())).isInstanceOf(CancelResult.NotEnrolled.class);
        assertThat(stage.balance(ana)).isEqualTo(100);
        assertThat(escrow(yoga.id())).isZero();
        assertThat(seatsTaken(yoga)).isZero();
        assertThat(enroll(id, ana, yoga.id())).isInstanceOf(IdSpent.class);
        assertThat(stage.enroll(ana, yoga.id())).isInstanceOf(Enrolled.class);
        assertThat(mail()).containsExactly(Notice.Kind.RECEIPT, Notice.Kind.SEAT_CANCELLED, Notice.Kind.RECEIPT);
    }

    @Test
    void a_seat_cannot_be_given_back_once_the_start_has_come() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 30);
        stage.enroll(ana, yoga.id());
        stage.clock().set(yoga.scheduledStart());

        assertThat(stage.platform().enrollments().cancel(ana, yoga.id())).isInstanceOf(CancelResult.NotAllowed.class);
        assertThat(stage.balance(ana)).isEqualTo(70);
    }

    @Test
    void a_cancelled_class_pays_everybody_back_once() {
        List<UserId> members = IntStream.range(0, 5)
                .mapToObj(n -> stage.member("member" + n, 50))
                .toList();
        StreamSession yoga = stage.plannedClass(coach, 30);
        members.forEach(member -> stage.enroll(member, yoga.id()));

        stage.platform().sessions().cancel(coach, yoga.id());
        stage.platform().enrollments().refundCancelled(100);

        assertThat(members)
                .allSatisfy(member -> assertThat(stage.balance(member)).isEqualTo(50));
        assertThat(escrow(yoga.id())).isZero();
        assertThat(stage.platform()
                        .sessions()
                        .statistics(yoga.id())
                        .orElseThrow()
                        .revenue())
                .isEqualTo(Tokens.ZERO);
    }

    @Test
    void a_refund_that_a_crash_interrupted_is_finished_by_the_next_platform() {
        UserId ana = stage.member("ana", 50);
        StreamSession yoga = stage.plannedClass(coach, 30);
        stage.enroll(ana, yoga.id());
        stage.storage().inTransaction(work -> {
            StreamSession cancelled = work.streams().lock(yoga.id()).orElseThrow().toBuilder()
                    .status(StreamStatus.CANCELLED)
                    .build();
            return work.streams().update(cancelled);
        });

        TestPlatform next = TestPlatform.over(stage.storage()).seed(2).start();

        assertThat(next.balance(ana)).isEqualTo(50);
    }

    @Test
    void a_deleted_class_pays_back_only_when_asked_to() {
        UserId ana = stage.member("ana", 50);
        StreamSession yoga = stage.plannedClass(coach, 30);
        stage.enroll(ana, yoga.id());

        assertThat(stage.platform().sessions().delete(coach, yoga.id(), false))
                .isEqualTo(new SessionResult.HasPaidEnrollments(1));
        assertThat(stage.platform().sessions().delete(coach, yoga.id(), true)).isInstanceOf(SessionResult.Done.class);
        assertThat(stage.balance(ana)).isEqualTo(50);
        assertThat(stage.platform().sessions().find(yoga.id())).isEmpty();
    }

    @Test
    void many_people_at_once_buy_no_more_seats_than_there_are() {
        int seats = 3;
        StreamSession yoga = stage.plannedClass(coach, 10, draft -> draft.capacity(seats));
        List<UserId> crowd = IntStream.range(0, 12)
                .mapToObj(n -> stage.member("crowd" + n, 10))
                .toList();

        List<EnrollResult> results = AtOnce.callAll(crowd.stream()
                .<Callable<EnrollResult>>map(who -> () -> stage.enroll(who, yoga.id()))
                .toList());

        assertThat(results.stream().filter(Enrolled.class::isInstance)).hasSize(seats);
        assertThat(results.stream().filter(SoldOut.class::isInstance)).hasSize(crowd.size() - seats);
        assertThat(seatsTaken(yoga)).isEqualTo(seats);
        assertThat(escrow(yoga.id())).isEqualTo(10L * seats);
        assertThat(crowd.stream().mapToLong(stage::balance).sum()).isEqualTo(10L * (crowd.size() - seats));
    }

    @Test
    void the_same_button_pressed_by_many_hands_at_once_charges_once() {
        UserId ana = stage.member("ana", 10);
        StreamSession yoga = stage.plannedClass(coach, 10, draft -> draft.capacity(1));

        List<EnrollResult> results = AtOnce.callAll(IntStream.range(0, 8)
                .<Callable<EnrollResult>>mapToObj(n -> () -> stage.enroll(ana, yoga.id()))
                .toList());

        assertThat(results.stream().filter(Enrolled.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(AlreadyEnrolled.class::isInstance)).hasSize(7);
        assertThat(stage.balance(ana)).isZero();
    }

    @Test
    void the_same_request_sent_twice_at_once_charges_once() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 10);
        EnrollmentId id = someId();

        List<EnrollResult> results = AtOnce.callAll(List.of(
                () -> enroll(id, ana, yoga.id()), () -> enroll(id, ana, yoga.id()), () -> enroll(id, ana, yoga.id())));

        assertThat(results.stream().filter(Enrolled.class::isInstance)).hasSize(1);
        assertThat(stage.balance(ana)).isEqualTo(90);
    }

    @Test
    void one_wallet_is_never_spent_twice_on_several_classes_at_once() {
        UserId ana = stage.member("ana", 25);
        List<StreamSession> classes = IntStream.range(0, 6)
                .mapToObj(n -> stage.plannedClass(coach, 10))
                .toList();

        List<EnrollResult> results = AtOnce.callAll(classes.stream()
                .<Callable<EnrollResult>>map(it -> () -> stage.enroll(ana, it.id()))
                .toList());

        assertThat(results.stream().filter(Enrolled.class::isInstance)).hasSize(2);
        assertThat(results.stream().filter(InsufficientTokens.class::isInstance))
                .hasSize(4);
        assertThat(stage.balance(ana)).isEqualTo(5);
    }

    @Test
    void buying_and_cancelling_the_class_at_once_leaves_nobody_out_of_pocket() {
        StreamSession yoga = stage.plannedClass(coach, 10);
        List<UserId> crowd = IntStream.range(0, 6)
                .mapToObj(n -> stage.member("crowd" + n, 10))
                .toList();
        List<Callable<Object>> calls = new ArrayList<>();
        crowd.forEach(who -> calls.add(() -> stage.enroll(who, yoga.id())));
        calls.add(3, () -> stage.platform().sessions().cancel(coach, yoga.id()));

        AtOnce.callAll(calls);
        stage.platform().enrollments().refundCancelled(100);

        assertThat(crowd).allSatisfy(who -> assertThat(stage.balance(who)).isEqualTo(10));
        assertThat(escrow(yoga.id())).isZero();
    }

    @Test
    void history_lists_the_latest_first() {
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = stage.plannedClass(coach, 30);
        stage.enroll(ana, yoga.id());
        stage.clock().advance(Duration.ofMinutes(1));
        stage.platform().enrollments().cancel(ana, yoga.id());

        assertThat(stage.ledger().history(ana, 10))
                .extracting(TokenMovement::change)
                .containsExactly(30L, -30L, 100L);
        assertThat(stage.platform().enrollments().listFor(ana, 10))
                .extracting(Enrollment::state)
                .containsExactly(EnrollmentState.REFUNDED);
    }
}
