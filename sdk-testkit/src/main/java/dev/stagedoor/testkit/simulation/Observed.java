package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.LedgerTransfer;
import dev.stagedoor.core.storage.NoticeStore;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is really stored, read past the simulated process: in the model's words, and held against the promises about money. */
final class Observed {
    private static final int ALL = 500;
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final Names names;
    private final List<Enrollment> enrollments = new ArrayList<>();
    private final Map<String, StreamSession> open = new LinkedHashMap<>();
    private final Map<String, String> media = new LinkedHashMap<>();
    private final Map<String, Long> balances = new LinkedHashMap<>();
    private final Map<String, Long> escrows = new LinkedHashMap<>();
    private final Map<String, List<LedgerTransfer>> wallets = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, List<Notice>> mail;
    private long total;

    private Observed(Names names, Collection<Notice> mail) {
        this.names = names;
        this.mail =
                mail.stream().collect(Collectors.groupingBy(it -> it.details().getOrDefault("enrollmentId", "none")));
    }

    /**
     * @param storage what outlives processes
     * @param people names of everybody
     * @param courses names of every class
     * @param delivered what has been mailed
     */
    static Observed read(
            Storage storage, Names names, List<String> people, List<String> courses, Collection<Notice> delivered) {
        Map<String, Notice> mail = new LinkedHashMap<>();
        waiting(storage).forEach(it -> mail.put(it.id().toString(), it));
        delivered.forEach(it -> mail.put(it.id().toString(), it));
        Observed observed = new Observed(names, mail.values());
        storage.inTransaction(work -> {
            observed.readBooks(work, people);
            courses.forEach(course -> observed.readCourse(work, course));
            return work;
        });
        return observed;
    }

    private static List<Notice> waiting(Storage storage) {
        return storage.inTransaction(work -> {
            work.rollbackOnly();
            return work.notices().claim(FAR, FAR, ALL).stream()
                    .map(NoticeStore.Claimed::notice)
                    .toList();
        });
    }

    private void readBooks(UnitOfWork work, List<String> people) {
        wrong.addAll(work.ledger().audit());
        for (String person : people) {
            LedgerAccount wallet = LedgerAccount.wallet(names.user(person));
            balances.put(person, work.ledger().balance(wallet));
            balances.put(
                    person + " earned",
                    work.ledger().balance(new LedgerAccount(LedgerAccount.Kind.EARNINGS, wallet.owner())));
            wallets.put(person, work.ledger().history(wallet, ALL));
            enrollments.addAll(work.enrollments().listFor(names.user(person), ALL));
        }
        balances.put("fee", work.ledger().balance(LedgerAccount.house(LedgerAccount.Kind.PLATFORM_FEE)));
        total += balances.values().stream().mapToLong(Long::longValue).sum();
        total += Stream.of(
                        LedgerAccount.Kind.PURCHASE,
                        LedgerAccount.Kind.GIFT,
                        LedgerAccount.Kind.CORRECTION,
                        LedgerAccount.Kind.SPENT)
                .mapToLong(kind -> work.ledger().balance(LedgerAccount.house(kind)))
                .sum();
    }

    private void readCourse(UnitOfWork work, String course) {
        work.streams().find(names.stream(course)).ifPresent(it -> open.put(course, it));
        media.put(
                course,
                work.broadcasts().list(names.stream(course)).stream()
                        .map(it -> ModelMedia.line(it.startedAt(), it.endedAt()))
                        .collect(Collectors.joining()));
        long escrow = work.ledger().balance(new LedgerAccount(LedgerAccount.Kind.ESCROW, names.id(course)));
        escrows.put(course, escrow);
        total += escrow;
    }

    /** {@return the same lines as the model's} */
    String text() {
        TreeSet<String> lines = new TreeSet<>();
        balances.forEach((account, tokens) -> lines.add(account + " = " + tokens));
        escrows.forEach((course, escrow) -> lines.add(course + " " + describe(open.get(course)) + " escrow " + escrow
                + (open.containsKey(course) ? media.get(course) : "")));
        enrollments.forEach(it -> lines.add(describe(it)));
        lines.removeIf(line -> line.endsWith("GONE escrow 0"));
        return String.join("\n", lines);
    }

    private static String describe(@Nullable StreamSession course) {
        return course == null
                ? "GONE"
                : course.status() + " price " + course.price().amount() + " taken " + course.seatsTaken();
    }

    private String describe(Enrollment it) {
        String kinds = mailAbout(it).sorted().map(Notice.Kind::name).collect(Collectors.joining("+"));
        return names.of(it.id().value()) + " " + names.of(it.userId().value()) + " "
                + names.of(it.streamId().value()) + " " + it.state() + " "
                + it.tokensPaid().amount() + " back "
                + it.tokensRefunded().map(Tokens::amount).orElse(0L) + " " + kinds;
    }

    private Stream<Notice.Kind> mailAbout(Enrollment it) {
        return mail.getOrDefault(it.id().toString(), List.of()).stream().map(Notice::kind);
    }

    /** {@return one sentence for each promise that is broken} */
    List<String> broken() {
        List<String> found = new ArrayList<>(wrong);
        if (total != 0) {
            found.add("M1: all accounts together hold " + total + " tokens instead of none");
        }
        balances.forEach((account, tokens) -> check(found, tokens >= 0, "M1: " + account + " is below zero"));
        escrows.forEach(
                (course, tokens) -> check(found, tokens >= 0, "M1: the escrow of " + course + " is below zero"));
        enrollments.forEach(it -> checkEnrollment(found, it));
        open.forEach((course, it) -> checkCourse(found, course, it));
        wallets.forEach((person, transfers) -> checkWallet(found, person, transfers));
        return found;
    }

    private static void check(List<String> found, boolean fine, String sentence) {
        if (!fine) {
            found.add(sentence);
        }
    }

    private void checkEnrollment(List<String> found, Enrollment it) {
        String name = names.of(it.id().value());
        long paid = it.tokensPaid().amount();
        List<LedgerTransfer> mine = wallets.getOrDefault(names.of(it.userId().value()), List.of());
        long debits = mine.stream()
                .filter(transfer -> transfer.kind() == TokenMovement.Kind.RESERVE
                        && transfer.id().value().equals(it.id().value()))
                .filter(transfer -> transfer.entries().stream().anyMatch(entry -> entry.change() == -paid))
                .count();
        List<Long> credits = mine.stream()
                .filter(transfer -> transfer.resolves()
                        .filter(id -> id.value().equals(it.id().value()))
                        .isPresent())
                .map(transfer -> transfer.changeOf(LedgerAccount.wallet(it.userId())))
                .toList();
        long back = it.tokensRefunded().map(Tokens::amount).orElse(0L);
        boolean refunded = it.state() == EnrollmentState.REFUNDED;
        check(found, debits == (paid > 0 ? 1 : 0), "M2: " + name + " cost " + paid + " and has " + debits + " debits");
        check(
                found,
                credits.equals(back > 0 ? List.of(back) : List.of()),
                "M2: " + name + " says " + back + " came back, its credits are " + credits);
        check(found, paid == 0 || it.transactionId().isPresent(), "M5: " + name + " has no transaction id");
        check(found, !refunded || back == paid, "M2: " + name + " is refunded with " + back + " of " + paid);
        check(
                found,
                it.state() != EnrollmentState.PAYMENT_PENDING && it.state() != EnrollmentState.REFUND_PENDING,
                "M3: " + name + " is " + it.state() + " though the wallets are our own");
        long receipts = mailAbout(it).filter(Notice.Kind.RECEIPT::equals).count();
        check(found, receipts == 1, "M5: " + name + " has " + receipts + " receipts");
        check(found, back == 0 || mailAbout(it).count() == 2, "M5: the refund of " + name + " is not told once");
    }

    private void checkCourse(List<String> found, String course, StreamSession it) {
        List<Enrollment> holding = enrollments.stream()
                .filter(seat -> seat.state().holdsSeat() && seat.streamId().equals(it.id()))
                .toList();
        long people = holding.stream().map(Enrollment::userId).distinct().count();
        check(found, people == holding.size(), "M2: somebody holds two seats in " + course);
        check(
                found,
                it.seatsTaken() == holding.size(),
                course + " counts " + it.seatsTaken() + " seats taken, there are " + holding.size());
        check(
                found,
                holding.size() <= it.capacity().orElse(Integer.MAX_VALUE),
                course + " is oversold: " + holding.size());
    }

    private void checkWallet(List<String> found, String person, List<LedgerTransfer> transfers) {
        long sum = transfers.stream()
                .mapToLong(it -> it.changeOf(LedgerAccount.wallet(names.user(person))))
                .sum();
        long balance = Optional.ofNullable(balances.get(person)).orElse(0L);
        check(found, sum == balance, "M1: " + person + " has " + balance + ", the movements sum to " + sum);
        transfers.stream()
                .filter(it -> it.kind() == TokenMovement.Kind.RESERVE)
                .filter(it -> enrollments.stream()
                        .noneMatch(seat -> seat.id().value().equals(it.id().value())))
                .forEach(it -> found.add("M3: " + person + " was charged for no seat, transfer " + it.id()));
    }
}
