package dev.stagedoor.testkit.simulation;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How one simulated process sees a database that outlives it: it may die before or after each statement, before the commit, and after the commit before it
 * hears of it. What it leaves open is rolled back, as the database does for a client that is gone.
 */
public final class CrashingDataSource {
    private CrashingDataSource() {}

    /**
     * @param durable the database
     * @param crash when the process dies
     * @return the database as the process sees it
     */
    public static DataSource of(DataSource durable, CrashSwitch crash) {
        return Interception.of(DataSource.class, durable, (method, real) -> {
            if (!method.getName().equals("getConnection")) {
                return real.make();
            }
            crash.pass("before connecting");
            return real.make() instanceof Connection connection ? connection(connection, crash) : null;
        });
    }

    private static Connection connection(Connection durable, CrashSwitch crash) {
        return Interception.of(Connection.class, durable, (method, real) -> switch (method.getName()) {
            case "close" -> closed(durable, real, crash);
            case "commit" -> withPoints("commit", real, crash);
            default -> statement(real.make(), crash);
        });
    }

    private static @Nullable Object closed(Connection durable, Interception.Call real, CrashSwitch crash)
            throws Throwable {
        if (crash.isDead() && !durable.isClosed() && !durable.getAutoCommit()) {
            rollBack(durable);
        }
        return real.make();
    }

    private static void rollBack(Connection durable) throws SQLException {
        durable.rollback();
    }

    private static @Nullable Object statement(@Nullable Object given, CrashSwitch crash) {
        if (given instanceof PreparedStatement prepared && !(given instanceof CallableStatement)) {
            return executing(PreparedStatement.class, prepared, crash);
        }
        return given instanceof Statement plain ? executing(Statement.class, plain, crash) : given;
    }

    private static <S extends Statement> S executing(Class<S> type, S durable, CrashSwitch crash) {
        return Interception.of(
                type,
                durable,
                (method, real) ->
                        method.getName().startsWith("execute") ? withPoints("statement", real, crash) : real.make());
    }

    private static @Nullable Object withPoints(String what, Interception.Call real, CrashSwitch crash)
            throws Throwable {
        crash.pass("before " + what);
        Object result = real.make();
        crash.pass("after " + what);
        return result;
    }
}
