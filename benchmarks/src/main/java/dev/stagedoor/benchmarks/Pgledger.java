package dev.stagedoor.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A transfer of pgledger, a ledger in SQL functions, on the same server: without seat, capacity, receipt and idempotency. Its sources are not ours to ship; who wants
 * the comparison names a checkout.
 */
final class Pgledger {
    /** The system property that names a checkout of pgledger. */
    static final String CHECKOUT = "stagedoor.bench.pgledger";

    private static final String DATABASE = "pgledger";
    private static final int WALLETS = 20_000;
    private static final List<String> FILES = List.of(
            "vendor/scoville-pgsql-ulid/ulid-to-uuid.sql",
            "vendor/scoville-pgsql-ulid/uuid-to-ulid.sql",
            "pgledger.sql");

    private final Pgbench pgbench;

    private Pgledger(Pgbench pgbench) {
        this.pgbench = pgbench;
    }

    static Optional<Pgledger> install(EmbeddedPostgres postgres, Pgbench pgbench) {
        String checkout = System.getProperty(CHECKOUT, "");
        if (checkout.isEmpty()) {
            return Optional.empty();
        }
        execute(postgres, "postgres", "CREATE DATABASE " + DATABASE);
        for (String file : FILES) {
            execute(postgres, DATABASE, read(Path.of(checkout, file)));
        }
        execute(postgres, DATABASE, "CREATE TABLE numbered (n bigint PRIMARY KEY, id text NOT NULL)");
        execute(
                postgres,
                DATABASE,
                "INSERT INTO numbered SELECT n, (pgledger_create_account('wallet ' || n, 'TOK')).id"
                        + " FROM generate_series(0, " + (WALLETS - 1) + ") n");
        execute(
                postgres,
                DATABASE,
                "INSERT INTO numbered SELECT -1 - n, (pgledger_create_account('class ' || n, 'TOK')).id"
                        + " FROM generate_series(0, " + (EnrollmentLoad.CLASSES - 1) + ") n");
        execute(postgres, DATABASE, "VACUUM ANALYZE");
        return Optional.of(new Pgledger(pgbench));
    }

    EnrollmentRun run(EnrollmentLoad load, int seconds) {
        String owner = load.mix().equals(EnrollmentLoad.SHARED_WALLET) ? "(:client_id / 2) * 2" : ":client_id";
        String stream = load.mix().equals(EnrollmentLoad.HOT_CLASS) ? "0" : ":wallet % " + EnrollmentLoad.CLASSES;
        return pgbench.run(load, seconds, """
                \\set wallet (:n * :clients + %s) %% %d
                \\set stream %s
                \\set n :n + 1
                SELECT * FROM pgledger_create_transfer((SELECT id FROM numbered WHERE n = :wallet), \
                (SELECT id FROM numbered WHERE n = -1 - :stream), 3);
                """.formatted(owner, WALLETS, stream), DATABASE);
    }

    private static void execute(EmbeddedPostgres postgres, String database, String sql) {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException("pgledger could not be installed", fault);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(CHECKOUT + " is no checkout of pgledger", fault);
        }
    }
}
