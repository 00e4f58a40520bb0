package dev.stagedoor.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Empty databases for tests: H2 in memory, and one real PostgreSQL a JVM. */
final class Databases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final List<String> TABLES = List.of(
            "ledger_entries",
            "ledger_transfers",
            "ledger_wallets",
            "notice_outbox",
            "stream_viewer_sessions",
            "stream_chat_messages",
            "token_payment_decisions",
            "token_payments",
            "stream_broadcasts",
            "stream_recordings",
            "stream_retention_log",
            "stream_recorder_leases",
            "stream_enrollments",
            "live_stream_sessions",
            "workouts",
            "accounts");

    private Databases() {}

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "100")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException alreadyGone) {
                System.err.println("PostgreSQL did not stop: " + alreadyGone);
            }
        }
    }

    /** {@return a database of its own, without tables} */
    static DataSource newH2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:test" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    /** {@return a database of its own, without tables} */
    static DataSource newPostgres() {
        String name = "test" + NUMBER.incrementAndGet();
        run(Postgres.SERVER.getPostgresDatabase(), "CREATE DATABASE " + name);
        return Postgres.SERVER.getDatabase("postgres", name);
    }

    /** {@return a database of its own, owned and opened by a role that can do nothing else} */
    static DataSource newPostgresOwnedBy(String role) {
        String name = "test" + NUMBER.incrementAndGet();
        run(Postgres.SERVER.getPostgresDatabase(), "CREATE DATABASE " + name + " OWNER " + role);
        return Postgres.SERVER.getDatabase(role, name);
    }

    /** {@return storage whose tables are empty; one database serves all tests in turn} */
    static JdbcStorage emptyH2() {
        run(SharedH2.POOL, "SET REFERENTIAL_INTEGRITY FALSE");
        TABLES.forEach(table -> run(SharedH2.POOL, "TRUNCATE TABLE " + table));
        run(SharedH2.POOL, "SET REFERENTIAL_INTEGRITY TRUE");
        return JdbcStorage.on(SharedH2.POOL).withoutMigrating().open();
    }

    /** {@return storage whose tables are empty; one database serves all tests in turn} */
    static JdbcStorage emptyPostgres() {
        run(SharedPostgres.POOL, "TRUNCATE TABLE " + String.join(", ", TABLES));
        return JdbcStorage.on(SharedPostgres.POOL).withoutMigrating().open();
    }

    private static void run(DataSource dataSource, String statement) {
        try (Connection connection = dataSource.getConnection();
                Statement open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }

    private static DataSource migratedPool(DataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        DataSource pool = new HikariDataSource(config);
        JdbcStorage.open(pool).close();
        return pool;
    }

    private static final class SharedH2 {
        static final DataSource POOL = migratedPool(newH2());
    }

    private static final class SharedPostgres {
        static final DataSource POOL = migratedPool(newPostgres());
    }
}
