package dev.stagedoor.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.testkit.FakeLiveInputs;
import dev.stagedoor.tokens.LedgerTokenProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Purchases per second on PostgreSQL that syncs every commit, beside the same statements as plain SQL. */
final class EnrollmentBenchmark {
    private static final int SECONDS = Integer.getInteger("stagedoor.bench.seconds", 5);
    private static final int ROUNDS = Integer.getInteger("stagedoor.bench.rounds", 2);
    private static final int WARM_UP_SECONDS = 4;
    private static final int MOST_CLIENTS = 32;

    private final DataSource plain;
    private final HikariDataSource pool;
    private final StreamingPlatform platform;
    private final Pgbench pgbench;
    private final Optional<Pgledger> pgledger;
    private long nextWallet = 1;

    private EnrollmentBenchmark(EmbeddedPostgres postgres) {
        plain = postgres.getPostgresDatabase();
        pgbench = new Pgbench(postgres.getPort());
        pgledger = Pgledger.install(postgres, pgbench);
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain);
        config.setMaximumPoolSize(MOST_CLIENTS);
        config.setAutoCommit(false);
        pool = new HikariDataSource(config);
        JdbcStorage storage = JdbcStorage.open(pool);
        platform = StreamingPlatform.builder(
                        storage,
                        LedgerTokenProvider.on(storage),
                        new FakeLiveInputs(InstantSource.system()),
                        InstantSource.system())
                .build();
        storage.inTransaction(work -> {
            for (int number = 0; number < EnrollmentLoad.CLASSES; number++) {
                work.streams().insert(planned(number));
            }
            return work;
        });
    }

    private static StreamSession planned(int number) {
        StreamDraft draft = StreamDraft.of("Morning yoga", Instant.now().plus(Duration.ofDays(7)))
                .price(Tokens.of(EnrollmentLoad.PRICE))
                .capacity(1_000_000);
        return StreamSession.planned(
                        new StreamId(EnrollmentLoad.streamId(number)), new UserId(new UUID(1, 1)), draft, Instant.now())
                .build();
    }

    static void run() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            EnrollmentBenchmark benchmark = new EnrollmentBenchmark(postgres);
            System.out.println(benchmark.database() + "; " + Pgbench.version() + " as the limit");
            System.out.println();
            benchmark.warmUp();
            System.out.print(benchmark.measure());
            benchmark.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private String database() {
        return "PostgreSQL " + ask("SHOW server_version") + ", fsync " + ask("SHOW fsync") + ", synchronous_commit "
                + ask("SHOW synchronous_commit");
    }

    private void warmUp() {
        buy(load(EnrollmentLoad.SPREAD, 8), WARM_UP_SECONDS);
    }

    private Table measure() {
        Table table = new Table(
                "mix",
                "clients",
                "ours/s",
                "plain SQL/s",
                "ratio",
                "ours p50/p99 ms",
                "plain p50/p99 ms",
                "p99/p50",
                "pgledger/s",
                "ours/pgledger");
        for (String mix : List.of(EnrollmentLoad.SPREAD, EnrollmentLoad.HOT_CLASS, EnrollmentLoad.SHARED_WALLET)) {
            for (int clients : List.of(1, 8, MOST_CLIENTS)) {
                addRow(table, mix, clients);
            }
        }
        return table;
    }

    /** In turns, so that both see the same machine. */
    private void addRow(Table table, String mix, int clients) {
        List<EnrollmentRun> ours = new ArrayList<>();
        List<EnrollmentRun> limit = new ArrayList<>();
        List<EnrollmentRun> other = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            limit.add(pgbench.run(load(mix, clients), SECONDS));
            ours.add(buy(load(mix, clients), SECONDS));
            pgledger.ifPresent(it -> other.add(it.run(new EnrollmentLoad(mix, clients, 0), SECONDS)));
        }
        EnrollmentRun us = together(ours);
        EnrollmentRun them = together(limit);
        table.row(
                mix,
                Integer.toString(clients),
                Figures.oneDecimal(us.perSecond()),
                Figures.oneDecimal(them.perSecond()),
                Figures.ratio(us.perSecond(), them.perSecond()),
                percentiles(us),
                percentiles(them),
                Figures.ratio(us.figures().percentile(99), us.figures().p50()),
                other.isEmpty() ? "-" : Figures.oneDecimal(together(other).perSecond()),
                other.isEmpty()
                        ? "-"
                        : Figures.ratio(us.perSecond(), together(other).perSecond()));
    }

    private static EnrollmentRun together(List<EnrollmentRun> runs) {
        List<Double> millis = new ArrayList<>();
        runs.forEach(run -> millis.addAll(run.millis()));
        return new EnrollmentRun(
                runs.stream().mapToDouble(EnrollmentRun::seconds).sum(), millis);
    }

    private static String percentiles(EnrollmentRun run) {
        return Figures.oneDecimal(run.figures().p50()) + " / "
                + Figures.oneDecimal(run.figures().percentile(99));
    }

    private EnrollmentLoad load(String mix, int clients) {
        EnrollmentLoad load = new EnrollmentLoad(mix, clients, nextWallet);
        nextWallet += EnrollmentLoad.WALLETS;
        ask("WITH made AS (INSERT INTO ledger_wallets (user_id, balance) SELECT"
                + " ('a0000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1000 FROM generate_series("
                + load.base() + "::bigint, " + (nextWallet - 1) + "::bigint) n RETURNING 1) SELECT count(*) FROM made");
        run("VACUUM ANALYZE ledger_wallets, live_stream_sessions, stream_enrollments, ledger_transfers, ledger_entries,"
                + " notice_outbox");
        run("CHECKPOINT");
        return load;
    }

    private EnrollmentRun buy(EnrollmentLoad load, int seconds) {
        ExecutorService threads = Executors.newFixedThreadPool(load.clients());
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(seconds).toNanos();
        List<Future<List<Double>>> clients = new ArrayList<>();
        for (int client = 0; client < load.clients(); client++) {
            int number = client;
            clients.add(threads.submit(() -> buyUntil(load, number, end)));
        }
        List<Double> millis = new ArrayList<>();
        clients.forEach(client -> millis.addAll(result(client)));
        threads.shutdown();
        return new EnrollmentRun((System.nanoTime() - begin) / 1e9, millis);
    }

    private List<Double> buyUntil(EnrollmentLoad load, int client, long end) {
        List<Double> millis = new ArrayList<>();
        long begin = System.nanoTime();
        for (long n = 0; begin < end; n++) {
            EnrollRequest request = EnrollRequest.of(
                    new EnrollmentId(EnrollmentLoad.enrollmentId(load.enrollment(client, n))),
                    new UserId(EnrollmentLoad.user(load.wallet(client, n))),
                    new StreamId(EnrollmentLoad.streamId(load.stream(client, n))));
            EnrollResult result = platform.enrollments().enroll(request);
            if (!(result instanceof EnrollResult.Enrolled)) {
                throw new IllegalStateException("not enrolled but " + result);
            }
            long now = System.nanoTime();
            millis.add((now - begin) / 1e6);
            begin = now;
        }
        return millis;
    }

    private static List<Double> result(Future<List<Double>> client) {
        try {
            return client.get();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("a client failed", fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private String ask(String query) {
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        } catch (SQLException fault) {
            throw new IllegalStateException(query, fault);
        }
    }

    private void run(String command) {
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException fault) {
            throw new IllegalStateException(command, fault);
        }
    }

    private void close() {
        platform.close();
        pool.close();
    }
}
