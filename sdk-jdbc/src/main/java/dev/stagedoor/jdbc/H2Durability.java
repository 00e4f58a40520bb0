package dev.stagedoor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has H2 write each commit to its file before it is acknowledged. By default H2 keeps commits in memory for up to 500 ms, and a process that is killed
 * loses what it had confirmed. The disk is not forced: a power cut can still take the last moments. The setting is kept in the database; on one in memory it changes nothing.
 */
final class H2Durability {
    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);
    private static final int ADMIN_RIGHTS_REQUIRED = 90_040;
    private static final long DEFAULT_MILLIS = 500;

    private H2Durability() {}

    /** A user who may not change the setting goes on with what there is, and reads in the log what that costs. */
    static void ensure(Connection connection) throws SQLException {
        long delay = delayMillis(connection);
        if (delay != 0) {
            makeDurable(connection, delay);
        }
    }

    private static void makeDurable(Connection connection, long delay) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        } catch (SQLException failure) {
            if (failure.getErrorCode() != ADMIN_RIGHTS_REQUIRED) {
                throw failure;
            }
            LOG.warn(
                    "H2 may lose the last {} ms of confirmed purchases when the process is killed; have an administrator run SET WRITE_DELAY 0",
                    delay);
        }
    }

    private static long delayMillis(Connection connection) {
        return new Sql(connection, false)
                .first(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'",
                        row -> row.number("SETTING_VALUE"))
                .orElse(DEFAULT_MILLIS);
    }
}
