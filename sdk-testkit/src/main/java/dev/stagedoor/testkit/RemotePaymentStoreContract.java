package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.PaymentDecision.Finding;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.enrollment.RemotePayment.State;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.StorageException;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What storage promises of payments at a remote token provider. */
public abstract class RemotePaymentStoreContract {
    private static final Instant NOW = TestPlatform.START;

    private TestPlatform stage = TestPlatform.inMemory().start();

    /** For implementations. */
    protected RemotePaymentStoreContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void openThePlatform() {
        stage.close();
        stage = TestPlatform.over(emptyStorage()).start();
    }

    @AfterEach
    void closeThePlatform() {
        stage.close();
    }

    private Enrollment heldSeat() {
        UserId coach = stage.instructor("coach" + UUID.randomUUID());
        StreamSession yoga = stage.plannedClass(coach, 30);
        Enrollment seat = Enrollment.pending(
                        new EnrollmentId(UUID.randomUUID()),
                        yoga.id(),
                        new UserId(UUID.randomUUID()),
                        Tokens.of(30),
                        NOW)
                .build();
        stage.storage().inTransaction(work -> {
            work.enrollments().insert(seat);
            return seat;
        });
        return seat;
    }

    private RemotePayment stored(RemotePayment payment) {
        return stage.storage().inTransaction(work -> {
            work.remotePayments().insert(payment);
            return payment;
        });
    }

    private RemotePayment read(RemotePayment payment) {
        return stage.storage()
                .inTransaction(work -> work.remotePayments().find(payment.id()).orElseThrow());
    }

    private RemotePayment overwrite(RemotePayment payment) {
        return stage.storage().inTransaction(work -> {
            work.remotePayments().lock(payment.id());
            work.remotePayments().update(payment);
            return payment;
        });
    }

    private List<RemotePayment> due(Instant now, int limit) {
        return stage.storage().inTransaction(work -> work.remotePayments().lockDue(now, limit));
    }

    @Test
    void a_payment_is_read_as_it_was_written() {
        Enrollment seat = heldSeat();
        RemotePayment debit = stored(RemotePayment.debit(seat, "Morning yoga", NOW));
        RemotePayment refund = stored(RemotePayment.refund(
                seat, "tx-1", Tokens.of(7), Notice.Kind.CLASS_CANCELLED, "Refund: Morning yoga", NOW.plusSeconds(1)));
        assertThat(read(debit)).isEqualTo(debit);
        assertThat(read(refund)).isEqualTo(refund);
    }

    @Test
    void every_change_is_kept() {
        RemotePayment debit = stored(RemotePayment.debit(heldSeat(), "Morning yoga", NOW));
        for (RemotePayment next : List.of(
                debit.taken(NOW.plusSeconds(120), NOW.plusSeconds(3)),
                debit.later(true, NOW.plusSeconds(4), NOW.plusSeconds(9), "not known"),
                debit.resolved(State.NEEDS_PERSON, "x".repeat(600)),
                debit.resolved(State.DECLINED, "no"),
                debit.done("tx-9", "yes"))) {
            overwrite(next);
            assertThat(read(debit)).isEqualTo(next);
        }
    }

    @Test
    void an_enrollment_has_one_refund_whatever_its_amount() {
        Enrollment seat = heldSeat();
        stored(RemotePayment.refund(seat, "tx-1", Tokens.of(7), Notice.Kind.CLASS_CANCELLED, "why", NOW));
        assertThatThrownBy(() -> stored(RemotePayment.refund(
                        seat, "tx-1", Tokens.of(8), Notice.Kind.SEAT_CANCELLED, "other", NOW.plusSeconds(1))))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void only_pending_ones_are_due_the_longest_due_first() {
        RemotePayment third = stored(RemotePayment.debit(heldSeat(), "c", NOW.plusSeconds(3)));
        RemotePayment first = stored(RemotePayment.debit(heldSeat(), "a", NOW.plusSeconds(1)));
        RemotePayment second = stored(RemotePayment.debit(heldSeat(), "b", NOW.plusSeconds(2)));
        overwrite(stored(RemotePayment.debit(heldSeat(), "d", NOW)).resolved(State.DECLINED, "no"));
        overwrite(stored(RemotePayment.debit(heldSeat(), "e", NOW)).resolved(State.NEEDS_PERSON, "?"));
        overwrite(stored(RemotePayment.debit(heldSeat(), "f", NOW)).done("tx", "yes"));

        assertThat(due(NOW.plusSeconds(2), 10)).containsExactly(first, second);
        assertThat(due(NOW.plusSeconds(9), 10)).containsExactly(first, second, third);
        assertThat(due(NOW.plusSeconds(9), 1)).containsExactly(first);
        assertThat(due(NOW, 10)).isEmpty();
    }

    @Test
    void those_that_need_a_person_are_listed_the_oldest_first() {
        RemotePayment later = overwrite(
                stored(RemotePayment.debit(heldSeat(), "b", NOW.plusSeconds(2))).resolved(State.NEEDS_PERSON, "?"));
        RemotePayment earlier =
                overwrite(stored(RemotePayment.debit(heldSeat(), "a", NOW)).resolved(State.NEEDS_PERSON, "?"));
        stored(RemotePayment.debit(heldSeat(), "c", NOW));

        assertThat(stage.storage()
                        .<List<RemotePayment>>inTransaction(
                                work -> work.remotePayments().listNeedingPerson(10)))
                .containsExactly(earlier, later);
    }

    @Test
    void a_persons_payments_are_listed_the_latest_first() {
        RemotePayment first = stored(RemotePayment.debit(heldSeat(), "a", NOW));
        Enrollment seat = Enrollment.pending(
                        new EnrollmentId(UUID.randomUUID()), heldSeat().streamId(), first.userId(), Tokens.of(5), NOW)
                .build();
        stage.storage().inTransaction(work -> {
            work.enrollments().insert(seat);
            return seat;
        });
        RemotePayment second = stored(RemotePayment.debit(seat, "b", NOW.plusSeconds(1)));
        stored(RemotePayment.debit(heldSeat(), "c", NOW.plusSeconds(2)));

        assertThat(listFor(first.userId(), 10)).containsExactly(second, first);
        assertThat(listFor(first.userId(), 1)).containsExactly(second);
    }

    private List<RemotePayment> listFor(UserId user, int limit) {
        return stage.storage().inTransaction(work -> work.remotePayments().listFor(user, limit));
    }

    private static PaymentDecision decision(RemotePayment payment, int second) {
        return new PaymentDecision(
                new UUID(7, second),
                payment.id(),
                second % 2 == 0 ? Finding.MOVED : Finding.NOT_MOVED,
                second % 2 == 0 ? Optional.of("tx-1") : Optional.empty(),
                NOW.plusSeconds(second),
                new Decider("Olga Ö.", "a pass", "2001:db8::1"),
                "x".repeat(RemotePayment.MAX_OUTCOME),
                3,
                State.DECLINED);
    }

    private void record(PaymentDecision decision) {
        stage.storage().inTransaction(work -> {
            work.remotePayments().record(decision);
            return decision;
        });
    }

    private List<PaymentDecision> decisions(int limit) {
        return stage.storage().inTransaction(work -> work.remotePayments().listDecisions(limit));
    }

    @Test
    void decisions_are_read_as_they_were_written_the_latest_first() {
        RemotePayment debit = stored(RemotePayment.debit(heldSeat(), "a", NOW));
        record(decision(debit, 1));
        record(decision(debit, 4));
        record(decision(debit, 3));
        assertThat(decisions(10)).containsExactly(decision(debit, 4), decision(debit, 3), decision(debit, 1));
        assertThat(decisions(1)).containsExactly(decision(debit, 4));
    }

    @Test
    void an_undone_decision_leaves_no_line() {
        RemotePayment debit = stored(RemotePayment.debit(heldSeat(), "a", NOW));
        stage.storage().inTransaction(work -> {
            work.remotePayments().record(decision(debit, 1));
            work.rollbackOnly();
            return debit;
        });
        assertThat(decisions(10)).isEmpty();
    }

    @Test
    void there_is_no_decision_on_no_payment() {
        RemotePayment never = RemotePayment.debit(heldSeat(), "a", NOW);
        assertThatThrownBy(() -> record(decision(never, 1))).isInstanceOf(RuntimeException.class);
        assertThat(decisions(10)).isEmpty();
    }

    @Test
    void what_is_undone_was_never_there() {
        RemotePayment debit = RemotePayment.debit(heldSeat(), "a", NOW);
        stage.storage().inTransaction(work -> {
            work.remotePayments().insert(debit);
            work.rollbackOnly();
            return debit;
        });
        assertThat(due(NOW, 10)).isEmpty();
    }

    @Test
    void a_payment_is_taken_on_by_one_at_a_time() {
        IntStream.range(0, 4).forEach(n -> stored(RemotePayment.debit(heldSeat(), "a", NOW)));
        Callable<List<RemotePayment>> take = () -> stage.storage().inTransaction(work -> {
            List<RemotePayment> found = work.remotePayments().lockDue(NOW, 1);
            found.forEach(it -> work.remotePayments().update(it.taken(NOW.plus(Duration.ofMinutes(2)), NOW)));
            return found;
        });
        List<List<RemotePayment>> taken =
                AtOnce.callAll(IntStream.range(0, 12).mapToObj(n -> take).toList());
        assertThat(taken.stream().flatMap(List::stream).map(RemotePayment::id)).doesNotHaveDuplicates();
        assertThat(due(NOW, 10).size()
                        + taken.stream().flatMap(List::stream).toList().size())
                .isEqualTo(4);
    }

    @Test
    void an_enrollment_can_wait_for_its_refund() {
        Enrollment seat = heldSeat();
        Enrollment waiting =
                seat.toBuilder().state(EnrollmentState.REFUND_PENDING).build();
        boolean changed = stage.storage()
                .inTransaction(work -> work.enrollments().update(waiting, EnrollmentState.PAYMENT_PENDING));
        assertThat(changed).isTrue();
        assertThat(stage.platform().enrollments().find(seat.id()).map(Enrollment::state))
                .contains(EnrollmentState.REFUND_PENDING);
    }
}
