package dev.stagedoor.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL a JVM; every server gets a database of its own in it. */
final class RealPostgres {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "server" + NUMBER.incrementAndGet();

    RealPostgres() {
        run("CREATE DATABASE " + name);
    }

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

    String url() {
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** Ends every connection to the database and lets nobody in, as an outage does. */
    void goAway() {
        run("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    void comeBack() {
        run("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS true");
    }

    private static void run(String statement) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }
}
