package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.StorageException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells by SQLSTATE what a failure means. */
final class SqlFailures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final String H2_CONCURRENT_UPDATE = "90131";
    private static final String LOCK_TIMEOUT = "HYT00";
    private static final Set<String> RUN_AGAIN =
            Set.of(UNIQUE_VIOLATION, SERIALIZATION_FAILURE, DEADLOCK, H2_CONCURRENT_UPDATE, LOCK_TIMEOUT);
    private static final String CONNECTION_CLASS = "08";
    private static final String SHUTDOWN_CLASS = "57P";
    private static final String RESOURCES_CLASS = "53";

    private SqlFailures() {}

    static StorageException wrap(String what, SQLException cause) {
        String state = cause.getSQLState();
        // a pool that found no connection in time says so by the class of its exception only
        boolean retryable = cause instanceof SQLTransientException || isTransient(state);
        return new StorageException(what + " failed (SQLSTATE " + state + "): " + cause.getMessage(), retryable, cause);
    }

    private static boolean isTransient(@Nullable String state) {
        return state != null
                && (RUN_AGAIN.contains(state)
                        || state.startsWith(CONNECTION_CLASS)
                        || state.startsWith(SHUTDOWN_CLASS)
                        || state.startsWith(RESOURCES_CLASS));
    }

    /** {@return whether the database has rolled back, or will, and the same work may now see what it collided with} */
    static boolean runsAgain(StorageException failure) {
        return failure instanceof ConcurrentChangeException
                || (failure.getCause() instanceof SQLException cause
                        && cause.getSQLState() != null
                        && RUN_AGAIN.contains(cause.getSQLState()));
    }
}
