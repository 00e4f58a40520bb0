package dev.stagedoor.testkit.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.core.enrollment.DecisionResult;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollResult.AlreadyEnrolled;
import dev.stagedoor.core.enrollment.EnrollResult.Enrolled;
import dev.stagedoor.core.enrollment.EnrollResult.InsufficientTokens;
import dev.stagedoor.core.enrollment.EnrollResult.PaymentPending;
import dev.stagedoor.core.enrollment.EnrollResult.Refused;
import dev.stagedoor.core.enrollment.EnrollResult.SoldOut;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.PaymentDecision.Finding;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.testkit.AtOnce;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What selling seats promises when somebody else keeps the wallets, on every storage and for every kind of provider. */
public abstract class RemoteEnrollmentContract {
    private static final Decider OLGA = new Decider("olga", "a key", "here");
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final List<RemoteStage> stages = new ArrayList<>();

    /** For implementations. */
    protected RemoteEnrollmentContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @AfterEach
    void close() {
        stages.forEach(RemoteStage::close);
    }

    private RemoteStage stage(boolean honoursKeys, boolean looksUp, boolean refunds) {
        RemoteStage stage =
                RemoteStage.over(emptyStorage(), new FaultyTokens(new TokenBank(honoursKeys), looksUp, refunds));
        stages.add(stage);
        return stage;
    }

    private RemoteStage everything() {
        return stage(true, true, true);
    }

    private RemoteStage theContractAsGiven() {
        return stage(false, false, false);
    }

    private static StreamSession yoga(RemoteStage stage) {
        return stage.plannedClass(stage.instructor("coach"), 30, draft -> draft.capacity(2));
    }

    private static List<Notice.Kind> mail(RemoteStage stage) {
        List<Notice.Kind> sent = new ArrayList<>();
        stage.platform().outbox().deliverDue(notice -> sent.add(notice.kind()), 100);
        return sent;
    }

    private static TransferId paymentOf(RemoteStage stage, UserId who, StreamSession stream) {
        return new TransferId(stage.enrollment(who, stream.id()).id().value());
    }

    @Test
    void a_seat_is_paid_at_the_provider_once_and_receipted() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);

        EnrollResult result = stage.enroll(ana, yoga.id());

        assertThat(result).isInstanceOfSatisfying(Enrolled.class, it -> {
            assertThat(it.newBalance()).isEqualTo(Tokens.of(70));
            assertThat(it.transactionId()).contains("tx-1");
        });
        assertThat(stage.bank().movements()).hasSize(1);
        TokenBank.Movement movement = stage.bank().movements().get(0);
        assertThat(movement.metadata())
                .containsEntry(
                        "enrollmentId", stage.enrollment(ana, yoga.id()).id().toString());
        assertThat(mail(stage)).containsExactly(Notice.Kind.RECEIPT);
        assertThat(stage.enroll(ana, yoga.id())).isInstanceOf(AlreadyEnrolled.class);
        assertThat(stage.bank().movements()).hasSize(1);
        assertThat(stage.seatsTaken(yoga.id())).isEqualTo(1);
    }

    @Test
    void who_lacks_tokens_is_told_and_the_seat_is_free_again() {
        RemoteStage stage = theContractAsGiven();
        UserId ben = stage.member("ben", 5);
        StreamSession yoga = yoga(stage);

        assertThat(stage.enroll(ben, yoga.id())).isEqualTo(new InsufficientTokens(Tokens.of(5), Tokens.of(30)));
        assertThat(stage.seatsTaken(yoga.id())).isZero();
        assertThat(stage.enrollment(ben, yoga.id()).state()).isEqualTo(EnrollmentState.REFUSED);
        assertThat(mail(stage)).isEmpty();
    }

    @Test
    void a_free_seat_asks_the_provider_for_nothing_but_the_balance() {
        RemoteStage stage = theContractAsGiven();
        UserId ben = stage.member("ben", 5);
        StreamSession open = stage.plannedClass(stage.instructor("coach"), 0, draft -> draft);

        assertThat(stage.enroll(ben, open.id()))
                .isInstanceOfSatisfying(
                        Enrolled.class, it -> assertThat(it.newBalance()).isEqualTo(Tokens.of(5)));
        assertThat(stage.bank().movements()).isEmpty();
    }

    @Test
    void a_provider_that_says_no_frees_the_seat() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.statusBefore(400)));

        assertThat(stage.enroll(ana, yoga.id())).isEqualTo(new Refused("status_400", "The payment was declined."));
        assertThat(stage.seatsTaken(yoga.id())).isZero();
    }

    @Test
    void a_provider_that_is_busy_or_misconfigured_charges_nothing_and_frees_the_seat() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.statusBefore(429), Fault.statusBefore(401)));

        for (int i = 0; i < 2; i++) {
            assertThat(stage.enroll(ana, yoga.id()))
                    .isInstanceOfSatisfying(
                            Refused.class, it -> assertThat(it.code()).isEqualTo("payment_unavailable"));
        }
        assertThat(stage.seatsTaken(yoga.id())).isZero();
        assertThat(stage.enroll(ana, yoga.id())).isInstanceOf(Enrolled.class);
        assertThat(stage.bank().movements()).hasSize(1);
    }

    @Test
    void a_held_seat_is_not_sold_to_somebody_else() {
        RemoteStage stage = everything();
        StreamSession yoga = stage.plannedClass(stage.instructor("coach"), 30, draft -> draft.capacity(1));
        stage.tokens().plan(FaultPlan.script(Fault.DROP_AFTER));

        assertThat(stage.enroll(stage.member("ana", 100), yoga.id())).isInstanceOf(PaymentPending.class);
        assertThat(stage.enroll(stage.member("ben", 100), yoga.id())).isEqualTo(new SoldOut(1));
    }

    /** Each kind of provider that can find out, and each way of not knowing. */
    @Test
    void an_ambiguous_payment_is_settled_by_the_reconciler_wherever_that_is_possible() {
        for (boolean key : List.of(true, false)) {
            for (boolean lookUp : List.of(true, false)) {
                for (Fault fault : List.of(
                        Fault.DROP_BEFORE,
                        Fault.DROP_AFTER,
                        Fault.statusAfter(500),
                        Fault.statusBefore(503),
                        Fault.statusBefore(409))) {
                    if (key || lookUp) {
                        isSettled(stage(key, lookUp, true), fault);
                    }
                }
            }
        }
    }

    private void isSettled(RemoteStage stage, Fault fault) {
        String what = stage.tokens().capabilities() + " after " + fault;
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(fault));
        assertThat(stage.enroll(ana, yoga.id())).as(what).isInstanceOf(PaymentPending.class);
        assertThat(stage.enroll(ana, yoga.id())).as(what).isInstanceOf(PaymentPending.class);
        assertThat(stage.seatsTaken(yoga.id())).as(what).isEqualTo(1);

        stage.reconcileAfter(A_MINUTE);
        stage.reconcileAfter(AN_HOUR);

        boolean charged = !stage.bank().movements().isEmpty();
        EnrollmentState state = stage.enrollment(ana, yoga.id()).state();
        assertThat(state).as(what).isEqualTo(charged ? EnrollmentState.ACTIVE : EnrollmentState.REFUSED);
        assertThat(stage.bank().movements()).as(what).hasSizeLessThanOrEqualTo(1);
        assertThat(stage.seatsTaken(yoga.id())).as(what).isEqualTo(charged ? 1 : 0);
        assertThat(mail(stage)).as(what).hasSize(charged ? 1 : 0);
        assertThat(stage.reconcileAfter(AN_HOUR)).as(what).isEqualTo(Round.NOTHING);
    }

    @Test
    void a_call_that_is_late_on_the_wire_charges_at_most_once() {
        RemoteStage stage = everything();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.LATE));
        stage.enroll(ana, yoga.id());

        stage.reconcileAfter(A_MINUTE);
        stage.tokens().deliverLate();

        assertThat(stage.enrollment(ana, yoga.id()).state()).isEqualTo(EnrollmentState.ACTIVE);
        assertThat(stage.bank().movements()).hasSize(1);
    }

    @Test
    void nothing_found_is_not_final_while_a_call_may_still_be_on_the_wire() {
        RemoteStage stage = stage(false, true, true);
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.LATE));
        stage.enroll(ana, yoga.id());

        assertThat(stage.reconcileAfter(A_MINUTE)).isEqualTo(new Round(1, 0, 1, 0));
        stage.tokens().deliverLate();
        stage.reconcileAfter(A_MINUTE);

        assertThat(stage.enrollment(ana, yoga.id()).state()).isEqualTo(EnrollmentState.ACTIVE);
    }

    @Test
    void a_want_of_tokens_is_not_final_while_an_earlier_call_may_still_be_on_the_wire() {
        RemoteStage stage = stage(true, false, true);
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.LATE, Fault.statusBefore(402)));
        stage.enroll(ana, yoga.id());

        assertThat(stage.reconcileAfter(A_MINUTE)).isEqualTo(new Round(1, 0, 1, 0));
        stage.tokens().deliverLate();
        stage.reconcileAfter(A_MINUTE);

        assertThat(stage.enrollment(ana, yoga.id()).state()).isEqualTo(EnrollmentState.ACTIVE);
        assertThat(stage.bank().movements()).hasSize(1);
    }

    @Test
    void where_nobody_can_find_out_a_person_decides_and_nothing_is_sent_again() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        UserId ben = stage.member("ben", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.DROP_AFTER, Fault.DROP_BEFORE));
        assertThat(stage.enroll(ana, yoga.id())).isInstanceOf(PaymentPending.class);
        assertThat(stage.enroll(ben, yoga.id())).isInstanceOf(PaymentPending.class);
        IntStream.range(0, 5).forEach(n -> stage.reconcileAfter(AN_HOUR));

        List<RemotePayment> waiting = stage.platform().reconciler().listNeedingPerson(10);
        assertThat(waiting).extracting(RemotePayment::userId).containsExactly(ana, ben);
        assertThat(waiting).allSatisfy(it -> assertThat(it.lastOutcome()).startsWith("Not known"));
        assertThat(stage.bank().movements()).hasSize(1);
        assertThat(stage.seatsTaken(yoga.id())).isEqualTo(2);

        TransferId anas = paymentOf(stage, ana, yoga);
        TransferId bens = paymentOf(stage, ben, yoga);
        assertThat(stage.platform().reconciler().hasMoved(anas, "tx-1", OLGA))
                .isInstanceOf(DecisionResult.Decided.class);
        assertThat(stage.platform().reconciler().hasNotMoved(bens, OLGA)).isInstanceOf(DecisionResult.Decided.class);

        assertThat(stage.enrollment(ana, yoga.id()).transactionId()).contains("tx-1");
        assertThat(stage.enrollment(ana, yoga.id()).state()).isEqualTo(EnrollmentState.ACTIVE);
        assertThat(stage.enrollment(ben, yoga.id()).state()).isEqualTo(EnrollmentState.REFUSED);
        assertThat(stage.seatsTaken(yoga.id())).isEqualTo(1);
        assertThat(stage.platform().reconciler().hasMoved(bens, "tx-2", OLGA))
                .isInstanceOf(DecisionResult.NotOpen.class);
        assertThat(stage.platform().reconciler().hasNotMoved(new TransferId(UUID.randomUUID()), OLGA))
                .isInstanceOf(DecisionResult.Unknown.class);
        assertThatThrownBy(() -> stage.platform().reconciler().hasMoved(anas, " ", OLGA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(stage.platform().reconciler().listNeedingPerson(10)).isEmpty();
        assertThat(mail(stage)).containsExactly(Notice.Kind.RECEIPT);
        assertRecorded(stage, anas, bens);
    }

    @Test
    void two_people_who_decide_at_once_take_one_decision_with_one_line_on_record() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.DROP_AFTER));
        stage.enroll(ana, yoga.id());
        IntStream.range(0, 5).forEach(n -> stage.reconcileAfter(AN_HOUR));
        TransferId payment = paymentOf(stage, ana, yoga);

        List<DecisionResult> results = AtOnce.callAll(IntStream.range(0, 6)
                .<Callable<DecisionResult>>mapToObj(n -> () -> n % 2 == 0
                        ? stage.platform().reconciler().hasMoved(payment, "tx-1", OLGA)
                        : stage.platform().reconciler().hasNotMoved(payment, OLGA))
                .toList());

        assertThat(results).filteredOn(DecisionResult.Decided.class::isInstance).hasSize(1);
        assertThat(stage.platform().reconciler().listDecisions(10)).hasSize(1);
    }

    /** Each decision that was carried out has left one line; those that were not, none. */
    private static void assertRecorded(RemoteStage stage, TransferId anas, TransferId bens) {
        List<PaymentDecision> record = stage.platform().reconciler().listDecisions(10);
        assertThat(record).extracting(PaymentDecision::paymentId).containsExactly(bens, anas);
        assertThat(record).extracting(PaymentDecision::finding).containsExactly(Finding.NOT_MOVED, Finding.MOVED);
        assertThat(record)
                .extracting(PaymentDecision::transactionId)
                .containsExactly(Optional.empty(), Optional.of("tx-1"));
        assertThat(record)
                .extracting(PaymentDecision::after)
                .containsExactly(RemotePayment.State.DECLINED, RemotePayment.State.DONE);
        assertThat(record).allSatisfy(line -> {
            assertThat(line.by()).isEqualTo(OLGA);
            assertThat(line.known()).startsWith("Not known");
            assertThat(line.attempts()).isPositive();
        });
    }

    @Test
    void a_node_that_died_before_it_called_is_made_up_for() {
        RemoteStage stage = everything();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.NONE.holding(() -> {
            throw new Killed();
        })));
        assertThatThrownBy(() -> stage.enroll(ana, yoga.id())).isInstanceOf(Killed.class);

        assertThat(stage.reconcileAfter(Duration.ofSeconds(30))).isEqualTo(Round.NOTHING);
        assertThat(stage.reconcileAfter(Duration.ofMinutes(3))).isEqualTo(new Round(1, 1, 0, 0));
        assertThat(stage.enrollment(ana, yoga.id()).state()).isEqualTo(EnrollmentState.ACTIVE);
    }

    @Test
    void a_node_that_died_where_nobody_can_find_out_leaves_it_to_a_person() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.tokens().plan(FaultPlan.script(Fault.NONE.holdingReply(() -> {
            throw new Killed();
        })));
        assertThatThrownBy(() -> stage.enroll(ana, yoga.id())).isInstanceOf(Killed.class);

        assertThat(stage.reconcileAfter(Duration.ofMinutes(3))).isEqualTo(new Round(1, 0, 0, 1));
        assertThat(stage.platform().reconciler().listNeedingPerson(10)).hasSize(1);
        assertThat(stage.bank().movements()).hasSize(1);
    }

    @Test
    void a_retry_of_the_same_request_finishes_what_a_dead_node_began() {
        RemoteStage stage = everything();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        EnrollRequest request = EnrollRequest.of(new EnrollmentId(UUID.randomUUID()), ana, yoga.id());
        stage.tokens().plan(FaultPlan.script(Fault.NONE.holdingReply(() -> {
            throw new Killed();
        })));
        assertThatThrownBy(() -> stage.platform().enrollments().enroll(request)).isInstanceOf(Killed.class);

        assertThat(stage.platform().enrollments().enroll(request)).isInstanceOf(PaymentPending.class);
        stage.clock().advance(Duration.ofMinutes(3));
        assertThat(stage.platform().enrollments().enroll(request)).isInstanceOf(Enrolled.class);
        assertThat(stage.bank().movements()).hasSize(1);
    }

    @Test
    void a_member_who_gives_the_seat_back_is_paid_back_at_the_provider_once() {
        RemoteStage stage = everything();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.enroll(ana, yoga.id());

        assertThat(stage.platform().enrollments().cancel(ana, yoga.id()))
                .isInstanceOfSatisfying(CancelResult.Cancelled.class, it -> {
                    assertThat(it.refunded()).isEqualTo(Tokens.of(30));
                    assertThat(it.newBalance()).isEqualTo(Tokens.of(100));
                    assertThat(it.enrollment().state()).isEqualTo(EnrollmentState.REFUNDED);
                    assertThat(it.enrollment().refundTransactionId()).contains("tx-2");
                });
        assertThat(stage.platform().enrollments().cancel(ana, yoga.id())).isInstanceOf(CancelResult.NotEnrolled.class);
        assertThat(stage.seatsTaken(yoga.id())).isZero();
        assertThat(stage.bank().movements())
                .extracting(TokenBank.Movement::refunds)
                .last()
                .isEqualTo(Optional.of("tx-1"));
        assertThat(mail(stage)).containsExactly(Notice.Kind.RECEIPT, Notice.Kind.SEAT_CANCELLED);
    }

    @Test
    void a_refund_whose_answer_was_lost_is_made_once() {
        for (Fault fault :
                List.of(Fault.DROP_AFTER, Fault.DROP_BEFORE, Fault.statusBefore(429), Fault.statusBefore(401))) {
            for (int kind = 0; kind < 3; kind++) {
                RemoteStage stage = stage(kind < 2, kind != 1, true);
                String what = stage.tokens().capabilities() + " after " + fault;
                UserId ana = stage.member("ana" + UUID.randomUUID(), 100);
                StreamSession yoga =
                        stage.plannedClass(stage.instructor("coach" + UUID.randomUUID()), 30, draft -> draft);
                stage.enroll(ana, yoga.id());
                stage.tokens().plan(FaultPlan.script(fault));

                assertThat(stage.platform().enrollments().cancel(ana, yoga.id()))
                        .as(what)
                        .isInstanceOf(CancelResult.RefundPending.class);
                assertThat(stage.seatsTaken(yoga.id())).as(what).isZero();
                stage.reconcileAfter(A_MINUTE);
                stage.reconcileAfter(AN_HOUR);

                assertThat(stage.enrollment(ana, yoga.id()).state()).as(what).isEqualTo(EnrollmentState.REFUNDED);
                assertThat(stage.bank().movements(ana.toString())).as(what).hasSize(2);
                assertThat(stage.bank().balance(ana.toString())).as(what).isEqualTo(100);
            }
        }
    }

    @Test
    void a_refund_that_the_provider_cannot_make_waits_for_a_person_until_it_is_made() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);
        stage.enroll(ana, yoga.id());
        assertThat(stage.platform().enrollments().cancel(ana, yoga.id()))
                .isInstanceOf(CancelResult.RefundPending.class);

        RemotePayment owed = stage.platform().reconciler().listNeedingPerson(10).get(0);
        assertThat(owed.kind()).isEqualTo(RemotePayment.Kind.REFUND);
        stage.platform().reconciler().hasNotMoved(owed.id(), OLGA);
        assertThat(stage.platform().reconciler().listNeedingPerson(10)).hasSize(1);
        stage.platform().reconciler().hasMoved(owed.id(), "by-hand-7", OLGA);

        assertThat(stage.enrollment(ana, yoga.id()).state()).isEqualTo(EnrollmentState.REFUNDED);
        assertThat(stage.enrollment(ana, yoga.id()).refundTransactionId()).contains("by-hand-7");
        assertThat(mail(stage)).contains(Notice.Kind.SEAT_CANCELLED);
    }

    @Test
    void a_cancelled_class_pays_everybody_back_once_whatever_was_pending() {
        RemoteStage stage = everything();
        UserId coach = stage.instructor("coach");
        StreamSession yoga = stage.plannedClass(coach, 30, draft -> draft);
        List<UserId> members = IntStream.range(0, 6)
                .mapToObj(n -> stage.member("member" + n, 50))
                .toList();
        stage.tokens()
                .plan(FaultPlan.script(
                        Fault.NONE,
                        Fault.DROP_AFTER,
                        Fault.DROP_BEFORE,
                        Fault.NONE,
                        Fault.statusBefore(400),
                        Fault.LATE));
        members.forEach(member -> stage.enroll(member, yoga.id()));

        stage.platform().sessions().cancel(coach, yoga.id());
        stage.tokens().plan(FaultPlan.script(Fault.DROP_AFTER, Fault.DROP_BEFORE));
        for (int round = 0; round < 4; round++) {
            stage.reconcileAfter(Duration.ofMinutes(20));
            stage.platform().enrollments().refundCancelled(100);
        }
        stage.reconcileAfter(AN_HOUR);

        assertThat(members)
                .allSatisfy(
                        it -> assertThat(stage.bank().balance(it.toString())).isEqualTo(50));
        assertThat(members)
                .allSatisfy(it -> assertThat(stage.enrollment(it, yoga.id()).state())
                        .isIn(EnrollmentState.REFUNDED, EnrollmentState.REFUSED));
    }

    @Test
    void a_class_that_was_given_moves_nothing_at_the_provider_and_one_that_broke_off_is_paid_back_there() {
        RemoteStage stage = everything();
        UserId coach = stage.instructor("coach");
        UserId ana = stage.member("ana", 100);
        StreamSession given = stage.plannedClass(coach, 30, draft -> draft.duration(AN_HOUR));
        StreamSession broken = stage.plannedClass(coach, 20, draft -> draft.duration(AN_HOUR));
        StreamSession never = stage.plannedClass(coach, 10, draft -> draft.duration(AN_HOUR));
        List.of(given, broken, never).forEach(it -> stage.enroll(ana, it.id()));
        stage.clock().set(given.scheduledStart());
        List.of(given, broken).forEach(it -> {
            stage.platform().sessions().start(coach, it.id());
            stage.broadcast(coach, it.id());
        });
        stage.clock().advance(Duration.ofMinutes(10));
        stage.platform().sessions().end(coach, broken.id());
        stage.clock().advance(Duration.ofMinutes(50));
        stage.platform().sessions().end(coach, given.id());

        stage.tokens().plan(FaultPlan.script(Fault.DROP_AFTER));
        for (int round = 0; round < 3; round++) {
            stage.platform().settlements().runOnce();
            stage.reconcileAfter(AN_HOUR);
        }

        assertThat(stage.bank().balance(ana.toString())).isEqualTo(70);
        assertThat(stage.bank().movements(ana.toString())).hasSize(5);
        assertThat(stage.enrollment(ana, given.id()).settledAt()).isPresent();
        assertThat(stage.enrollment(ana, broken.id()).state()).isEqualTo(EnrollmentState.REFUNDED);
        assertThat(stage.enrollment(ana, never.id()).state()).isEqualTo(EnrollmentState.REFUNDED);
        assertThat(mail(stage))
                .containsExactlyInAnyOrder(
                        Notice.Kind.RECEIPT,
                        Notice.Kind.RECEIPT,
                        Notice.Kind.RECEIPT,
                        Notice.Kind.CLASS_BROKE_OFF,
                        Notice.Kind.CLASS_NEVER_GIVEN);
    }

    @Test
    void two_nodes_reconcile_at_once_and_nothing_is_done_twice() {
        RemoteStage stage = everything();
        RemoteStage other = stage.node(stage.storage(), 2);
        stages.add(other);
        StreamSession yoga = stage.plannedClass(stage.instructor("coach"), 10, draft -> draft);
        stage.tokens().plan(FaultPlan.always(Fault.DROP_BEFORE));
        List<UserId> crowd = IntStream.range(0, 12)
                .mapToObj(n -> stage.member("crowd" + n, 10))
                .toList();
        crowd.forEach(who -> stage.enroll(who, yoga.id()));
        stage.tokens().plan(FaultPlan.none());
        stage.clock().advance(A_MINUTE);

        List<Round> rounds = AtOnce.callAll(List.<Callable<Round>>of(
                () -> stage.platform().reconciler().runOnce(),
                () -> other.platform().reconciler().runOnce(),
                () -> stage.platform().reconciler().runOnce()));

        assertThat(rounds.stream().mapToInt(Round::done).sum()).isEqualTo(crowd.size());
        assertThat(stage.bank().movements()).hasSize(crowd.size());
        assertThat(mail(stage)).hasSize(crowd.size());
    }

    @Test
    void the_same_button_pressed_by_many_hands_at_once_charges_once() {
        RemoteStage stage = theContractAsGiven();
        UserId ana = stage.member("ana", 100);
        StreamSession yoga = yoga(stage);

        List<EnrollResult> results = AtOnce.callAll(IntStream.range(0, 8)
                .<Callable<EnrollResult>>mapToObj(n -> () -> stage.enroll(ana, yoga.id()))
                .toList());

        assertThat(results).anyMatch(Enrolled.class::isInstance);
        assertThat(results)
                .allMatch(
                        it -> it instanceof Enrolled || it instanceof AlreadyEnrolled || it instanceof PaymentPending);
        assertThat(stage.bank().movements()).hasSize(1);
        assertThat(stage.seatsTaken(yoga.id())).isEqualTo(1);
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
