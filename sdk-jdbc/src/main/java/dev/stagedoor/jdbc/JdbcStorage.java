package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.StorageException;
import dev.stagedoor.core.storage.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Storage on H2 or PostgreSQL, found out from the connection. Safe for use by many threads, each unit of work on a connection of its own.
 *
 * <p>A unit of work that loses against another (deadlock, serialization failure, lock time-out, unique key) is rolled back and run again, at most
 * {@value #MAX_RUNS} times; earlier failures are suppressed on the last.
 */
public final class JdbcStorage implements Storage {
    /** How often a unit of work is run before its failure is thrown. */
    public static final int MAX_RUNS = 10;

    private static final long FIRST_PAUSE_MICROS = 500;

    private final DataSource dataSource;
    private final Engine engine;
    private final boolean writesCommits;

    /** @param writesCommits whether the database has to be told after a commit to write it */
    JdbcStorage(DataSource dataSource, Engine engine, boolean writesCommits) {
        this.dataSource = dataSource;
        this.engine = engine;
        this.writesCommits = writesCommits;
    }

    /**
     * Opens storage and brings its tables up to date.
     *
     * @param dataSource gives connections; stays the caller's; a pool, wherever connecting costs something
     * @return the storage
     * @throws StorageException when the database cannot be reached or migrated
     */
    public static JdbcStorage open(DataSource dataSource) {
        return on(dataSource).open();
    }

    /**
     * Opens storage without a pool, for embedded H2 and for trying things out.
     *
     * @param url such as {@code jdbc:h2:mem:demo;DB_CLOSE_DELAY=-1} or {@code jdbc:h2:file:./data/stagedoor}
     * @return the storage
     */
    public static JdbcStorage open(String url) {
        return open(new DriverManagerDataSource(url));
    }

    /**
     * @param dataSource gives connections; stays the caller's
     * @return options
     */
    public static JdbcStorageBuilder on(DataSource dataSource) {
        return new JdbcStorageBuilder(dataSource);
    }

    /** {@return which database it is} */
    public Engine engine() {
        return engine;
    }

    /** {@return where connections come from, for tables of your own} */
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public <T> T inTransaction(Function<UnitOfWork, T> work) {
        List<StorageException> earlier = new ArrayList<>();
        while (true) {
            JdbcUnitOfWork unit = new JdbcUnitOfWork();
            try {
                T result = runOnce(unit, work);
                unit.runAfterCommit();
                return result;
            } catch (StorageException failure) {
                if (!SqlFailures.runsAgain(failure) || earlier.size() + 1 == MAX_RUNS) {
                    earlier.forEach(failure::addSuppressed);
                    throw failure;
                }
                earlier.add(failure);
                pause(earlier.size());
            }
        }
    }

    private <T> T runOnce(JdbcUnitOfWork unit, Function<UnitOfWork, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getAutoCommit()) {
                connection.setAutoCommit(false);
            }
            return runOn(connection, unit, work);
        } catch (SQLException failure) {
            throw SqlFailures.wrap("a unit of work", failure);
        }
    }

    private <T> T runOn(Connection connection, JdbcUnitOfWork unit, Function<UnitOfWork, T> work) throws SQLException {
        boolean ended = false;
        try {
            T result = work.apply(unit.begin(connection, engine));
            if (unit.isRollbackOnly()) {
                ended = true;
                connection.rollback();
            } else {
                unit.flush();
                ended = true;
                connection.commit();
                if (writesCommits) {
                    H2Durability.write(connection);
                }
            }
            return result;
        } finally {
            if (!ended) {
                rollbackQuietly(connection);
            }
        }
    }

    /** The failure that led here is the one to tell; a connection that cannot even roll back is rolled back by the database. */
    private static void rollbackQuietly(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            JdbcUnitOfWork.LOG.debug("rollback failed", alsoFailed);
        }
    }

    /** Lets the winner finish; random, so that two losers do not meet again. */
    private static void pause(int failures) {
        long most = FIRST_PAUSE_MICROS << Math.min(failures, 6);
        LockSupport.parkNanos(
                TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(most)));
    }

    @Override
    public void ping() {
        try (Connection connection = dataSource.getConnection()) {
            new Sql(connection, false).list("SELECT 1 AS one", row -> row.number("one"));
        } catch (SQLException failure) {
            throw SqlFailures.wrap("ping", failure);
        }
    }

    @Override
    public void close() {}
}
