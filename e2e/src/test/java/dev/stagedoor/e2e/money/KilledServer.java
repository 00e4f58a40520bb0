package dev.stagedoor.e2e.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.testkit.TestPlatform;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server on a real database, killed again and again while a crowd buys: what it has confirmed stays, and nobody pays twice. */
abstract class KilledServer {
    private static final long SEED = Long.getLong("stagedoor.seed", 20_260_302L);
    private static final int BUYERS = 12;
    private static final int CLASSES = 40;
    private static final int SEATS = 8;
    private static final int MOST_REQUESTS_IN_A_LIFE = 60;
    private static final long TOKENS = 1_000;
    private static final int ALL = 500;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Semaphore requests = new Semaphore(0);
    private final List<Buyer> buyers = new ArrayList<>();
    private final Map<UserId, Long> before = new LinkedHashMap<>();
    private JdbcStorage storage;
    private TestPlatform house;
    private List<StreamId> classes;
    private ServerProcess server;

    /** How often the server is killed. */
    abstract int kills();

    /** The database, without the server. */
    abstract JdbcStorage openStorage() throws IOException;

    /** What the server finds the database by. */
    abstract String url();

    /** Whether the test can look into the database while the server is running. */
    abstract boolean isShared();

    abstract void closeStorage() throws IOException;

    @BeforeEach
    void openTheDoors() throws IOException {
        storage = openStorage();
        house = TestPlatform.over(storage).seed(SEED).start();
        house.clock().set(Instant.now());
        UserId teacher = house.instructor("teacher");
        classes = IntStream.range(0, CLASSES)
                .mapToObj(n -> house.plannedClass(teacher, 1 + n % 5, draft -> draft.capacity(SEATS)))
                .map(StreamSession::id)
                .toList();
        server = ServerProcess.launch("killed-server", command(), Map.of("STAGEDOOR_DATABASE_URL", url()));
        server.awaitReady();
        IntStream.range(0, BUYERS).forEach(this::addBuyer);
        withoutTheServer(() -> buyers.forEach(this::giveTokens));
        if (!isShared()) {
            server.startAgain();
        }
    }

    private void withoutTheServer(Runnable work) {
        if (!isShared()) {
            server.close();
        }
        work.run();
    }

    private static List<String> command() {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stagedoor.server.Main");
    }

    private void addBuyer(int number) {
        String name = "buyer" + number;
        buyers.add(new Buyer(name, Api.anonymous(server).signUp(name), classes, requests, SEED + number));
    }

    private void giveTokens(Buyer buyer) {
        UserId id = house.platform()
                .accounts()
                .credentials(buyer.name() + "@example.com")
                .map(Credentials::user)
                .map(User::id)
                .orElseThrow();
        house.ledger().purchase(new TransferId(house.platform().ids().next()), id, Tokens.of(TOKENS), "order");
        before.put(id, house.balance(id));
    }

    @AfterEach
    void closeTheDoors() throws IOException {
        server.close();
        closeStorage();
    }

    @Test
    void a_server_that_is_killed_again_and_again_loses_no_seat_and_no_token() throws InterruptedException {
        int most = Integer.getInteger("stagedoor.kills", kills());
        List<Thread> crowd = buyers.stream().map(Thread::new).toList();
        crowd.forEach(Thread::start);
        for (int kill = 0; kill < most; kill++) {
            requests.acquire(1 + random.nextInt(MOST_REQUESTS_IN_A_LIFE));
            server.kill();
            server.startAgain();
            requests.drainPermits();
        }
        buyers.forEach(Buyer::stop);
        for (Thread thread : crowd) {
            thread.join();
        }

        withoutTheServer(this::assertBooksAreExact);
        System.out.printf(
                "%d kills, %d confirmed purchases, %d requests killed on their way, seed %d%n",
                most,
                buyers.stream().mapToInt(buyer -> buyer.seats().size()).sum(),
                buyers.stream().mapToInt(Buyer::killed).sum(),
                SEED);
        assertThat(buyers.stream().mapToInt(Buyer::killed).sum())
                .as("requests that were killed on their way")
                .isPositive();
    }

    private void assertBooksAreExact() {
        assertThat(house.ledger().audit()).as("seed %d", SEED).isEmpty();
        storage.inTransaction(work -> {
            buyers.forEach(buyer -> buyer.seats().forEach(seat -> assertKept(work, seat)));
            before.forEach((person, balance) -> assertPaidOnce(work, person, balance));
            classes.forEach(stream -> assertSeatsCounted(work, stream));
            return work;
        });
    }

    private static void assertKept(UnitOfWork work, Buyer.Seat seat) {
        Enrollment kept = work.enrollments().find(seat.enrollment()).orElseThrow();
        assertThat(kept.streamId()).isEqualTo(seat.stream());
        assertThat(kept.state()).isEqualTo(seat.givenBack() ? EnrollmentState.REFUNDED : EnrollmentState.ACTIVE);
    }

    private void assertPaidOnce(UnitOfWork work, UserId person, long before) {
        List<Enrollment> seats = work.enrollments().listFor(person, ALL);
        long paid = seats.stream()
                .filter(it -> it.state() == EnrollmentState.ACTIVE)
                .mapToLong(it -> it.tokensPaid().amount())
                .sum();
        assertThat(house.balance(person)).as("the wallet of %s", person).isEqualTo(before - paid);
        List<TokenMovement> movements = house.ledger().history(person, ALL);
        assertThat(movements)
                .filteredOn(it -> it.kind() == TokenMovement.Kind.RESERVE)
                .extracting(TokenMovement::transactionId)
                .containsExactlyInAnyOrderElementsOf(
                        seats.stream().map(it -> it.id().toString()).toList());
        assertThat(movements)
                .filteredOn(it -> it.kind() == TokenMovement.Kind.RELEASE)
                .hasSameSizeAs(seats.stream()
                        .filter(it -> it.state() == EnrollmentState.REFUNDED)
                        .toList());
    }

    private static void assertSeatsCounted(UnitOfWork work, StreamId stream) {
        int active =
                work.enrollments().listIn(stream, EnrollmentState.ACTIVE, ALL).size();
        assertThat(work.streams().find(stream).orElseThrow().seatsTaken())
                .isEqualTo(active)
                .isLessThanOrEqualTo(SEATS);
    }
}
