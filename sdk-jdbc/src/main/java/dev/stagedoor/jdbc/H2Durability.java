package dev.stagedoor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has H2 write each commit to its file before it is acknowledged. By default H2 keeps commits in memory for up to 500 ms, and a process that is killed
 * loses what it had confirmed. The setting that governs this, {@code WRITE_DELAY}, is forgotten whenever the database is opened again, while H2 goes on to
 * show it as set; so each commit is followed by a {@code CHECKPOINT}, which has nothing to do where the commit was written already. The disk is not forced:
 * a power cut can still take the last moments. On a database in memory it changes nothing.
 */
final class H2Durability {
    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);
    private static final int ADMIN_RIGHTS_REQUIRED = 90_040;

    private H2Durability() {}

    /** {@return whether this user may write commits; one who may not goes on, and reads in the log what that costs} */
    static boolean mayWrite(Connection connection) throws SQLException {
        try {
            write(connection);
            return true;
        } catch (SQLException failure) {
            if (failure.getErrorCode() != ADMIN_RIGHTS_REQUIRED) {
                throw failure;
            }
            LOG.warn(
                    "H2 may lose the last 500 ms of confirmed purchases when the process is killed: its user has no ADMIN"
                            + " right, which CHECKPOINT needs. Grant it, or add WRITE_DELAY=0 to the URL of a user who has it");
            return false;
        }
    }

    /** Returns when all that was committed is in the file. */
    static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }
}
