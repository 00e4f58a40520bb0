package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.RemotePaymentStore;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.testkit.tokens.TokenBank;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what is stored with what really happened in the provider's books. */
final class RemoteObserver {
    private static final int ALL = 500;

    private final Storage storage;
    private final TokenBank bank;
    private final Names names;
    private final List<String> people = new ArrayList<>();
    private final Set<EnrollmentId> acknowledged = new LinkedHashSet<>();

    private record Seen(
            Enrollment enrollment, long debits, long credits, long net, boolean owed, Optional<StreamSession> course) {}

    RemoteObserver(Storage storage, TokenBank bank, Names names) {
        this.storage = storage;
        this.bank = bank;
        this.names = names;
    }

    void person(String name) {
        people.add(name);
    }

    void acknowledged(EnrollmentId id) {
        acknowledged.add(id);
    }

    private List<Seen> seen() {
        List<TokenBank.Movement> movements = bank.movements();
        return storage.inTransaction(work -> people.stream()
                .flatMap(it -> work.enrollments().listFor(names.user(it), ALL).stream())
                .map(it -> new Seen(
                        it,
                        count(movements, it, false),
                        count(movements, it, true),
                        -about(movements, it)
                                .mapToLong(TokenBank.Movement::change)
                                .sum(),
                        work.remotePayments()
                                .find(RemotePayment.refundIdOf(it.id()))
                                .filter(payment -> payment.state().isOpen())
                                .isPresent(),
                        work.streams().find(it.streamId())))
                .toList());
    }

    private static Stream<TokenBank.Movement> about(List<TokenBank.Movement> movements, Enrollment enrollment) {
        return movements.stream()
                .filter(it -> enrollment.id().toString().equals(it.metadata().get(RemoteDebit.ENROLLMENT_ID)));
    }

    private static long count(List<TokenBank.Movement> movements, Enrollment enrollment, boolean refund) {
        return about(movements, enrollment)
                .filter(it -> it.refunds().isPresent() == refund)
                .count();
    }

    /** {@return what must never be, even in the middle} */
    List<String> impossible() {
        List<String> found = new ArrayList<>();
        List<Seen> all = seen();
        all.forEach(it -> addImpossible(found, it));
        all.stream()
                .filter(it -> it.enrollment().state().holdsSeat())
                .collect(Collectors.groupingBy(
                        it -> it.enrollment().userId() + " in "
                                + it.enrollment().streamId(),
                        Collectors.counting()))
                .forEach((who, seats) -> check(found, seats == 1, "M2: " + who + " holds " + seats + " seats"));
        all.stream().flatMap(it -> it.course().stream()).distinct().forEach(it -> addSeats(found, it, all));
        storage.inTransaction(work -> {
            addDecisions(found, work.remotePayments(), all);
            return found;
        });
        return found;
    }

    /** A decision and its line in the record are one commit. */
    private static void addDecisions(List<String> found, RemotePaymentStore payments, List<Seen> all) {
        List<PaymentDecision> record = payments.listDecisions(ALL);
        for (PaymentDecision line : record) {
            Optional<String> moved = payments.find(line.paymentId()).flatMap(RemotePayment::transactionId);
            boolean fits = line.finding() == PaymentDecision.Finding.NOT_MOVED || moved.equals(line.transactionId());
            check(found, fits, "the record says " + line + ", the payment " + moved);
        }
        Set<TransferId> decided =
                record.stream().map(PaymentDecision::paymentId).collect(Collectors.toSet());
        all.stream()
                .flatMap(it -> Stream.of(
                        new TransferId(it.enrollment().id().value()),
                        RemotePayment.refundIdOf(it.enrollment().id())))
                .flatMap(id -> payments.find(id).stream())
                .filter(it -> it.lastOutcome().contains(" decided: "))
                .filter(it -> !decided.contains(it.id()))
                .forEach(it -> found.add("a person decided on " + it.id() + ", and no line says so"));
    }

    private void addImpossible(List<String> found, Seen it) {
        String name =
                names.of(it.enrollment().id().value()) + " (" + it.enrollment().state() + ")";
        EnrollmentState state = it.enrollment().state();
        boolean paid = !it.enrollment().tokensPaid().isZero();
        check(found, it.debits() <= 1, "M2: " + name + " was charged " + it.debits() + " times");
        check(found, it.credits() <= it.debits(), "M2: " + name + " was paid back " + it.credits() + " times");
        if (state == EnrollmentState.ACTIVE) {
            check(found, it.debits() == (paid ? 1 : 0), "M3: the seat of " + name + " has no debit");
            boolean settled = it.enrollment().settledAt().isPresent();
            check(found, settled || it.credits() == 0, "M2: " + name + " was paid back and keeps the seat");
        }
        if (state == EnrollmentState.REFUNDED) {
            check(found, it.credits() == 1, "M2: " + name + " was paid back " + it.credits() + " times");
        }
        boolean held = state != EnrollmentState.REFUSED && state != EnrollmentState.PAYMENT_PENDING;
        check(
                found,
                held || !acknowledged.contains(it.enrollment().id()),
                name + " was told to be enrolled and is not");
    }

    private static void addSeats(List<String> found, StreamSession course, List<Seen> all) {
        long holding = all.stream()
                .filter(it -> it.enrollment().streamId().equals(course.id())
                        && it.enrollment().state().holdsSeat())
                .count();
        check(
                found,
                course.seatsTaken() == holding,
                course.title() + " counts " + course.seatsTaken() + " seats of " + holding);
        check(found, holding <= course.capacity().orElse(Integer.MAX_VALUE), course.title() + " is oversold");
    }

    /** {@return what still waits for somebody} */
    List<String> open() {
        return seen().stream()
                .filter(it -> {
                    EnrollmentState state = it.enrollment().state();
                    boolean off = it.course()
                            .map(course -> course.status() == StreamStatus.CANCELLED)
                            .orElse(true);
                    return state == EnrollmentState.PAYMENT_PENDING
                            || state == EnrollmentState.REFUND_PENDING
                            || it.owed()
                            || (off
                                    && state == EnrollmentState.ACTIVE
                                    && it.enrollment().settledAt().isEmpty());
                })
                .map(it -> "M3: " + names.of(it.enrollment().id().value()) + " is still "
                        + it.enrollment().state())
                .toList();
    }

    /** {@return debits without a seat or a refund} */
    List<String> unsettled() {
        return seen().stream()
                .filter(it -> it.net() != kept(it.enrollment()))
                .map(it -> "M3: " + names.of(it.enrollment().id().value()) + " is "
                        + it.enrollment().state() + " and cost " + it.net() + " tokens instead of "
                        + kept(it.enrollment()))
                .toList();
    }

    private static long kept(Enrollment it) {
        long back = it.tokensRefunded().map(Tokens::amount).orElse(0L);
        return it.state() == EnrollmentState.ACTIVE ? it.tokensPaid().amount() - back : 0;
    }

    String text() {
        return seen().stream()
                .map(it -> names.of(it.enrollment().id().value()) + " "
                        + names.of(it.enrollment().userId().value()) + " "
                        + it.enrollment().state() + " "
                        + it.enrollment().tokensPaid().amount() + " debits " + it.debits()
                        + " credits " + it.credits())
                .collect(Collectors.joining("\n"));
    }

    private static void check(List<String> found, boolean fine, String sentence) {
        if (!fine) {
            found.add(sentence);
        }
    }
}
