package dev.stagedoor.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A data source that asks PostgreSQL, before each prepared statement runs, how it is going to run it, and each of several that run as one. */
final class PlanRecorder {
    private final List<Plan> plans = new ArrayList<>();
    private int roundTrips;

    /** How a statement runs. */
    record Plan(String statement, String text) {}

    List<Plan> plans() {
        return List.copyOf(plans);
    }

    /** {@return how often something was sent and waited for, commits not counted} */
    int roundTrips() {
        return roundTrips;
    }

    /** Only counts. */
    DataSource counting(DataSource dataSource) {
        return wrap(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(dataSource, method, arguments);
            return result instanceof Connection connection ? counting(connection) : result;
        });
    }

    private Connection counting(Connection connection) {
        return wrap(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement ? counting(statement) : result;
        });
    }

    private PreparedStatement counting(PreparedStatement statement) {
        return wrap(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                roundTrips++;
            }
            return call(statement, method, arguments);
        });
    }

    DataSource watching(DataSource dataSource) {
        return wrap(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(dataSource, method, arguments);
            return result instanceof Connection connection ? watching(connection) : result;
        });
    }

    private Connection watching(Connection connection) {
        return wrap(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement ? watching(connection, statement) : result;
        });
    }

    private PreparedStatement watching(Connection connection, PreparedStatement statement) {
        return wrap(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                for (String sql : statement.toString().split(";\n")) {
                    explain(connection, sql);
                }
            }
            return call(statement, method, arguments);
        });
    }

    private void explain(Connection connection, String sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement explain = connection.createStatement();
                ResultSet lines = explain.executeQuery("EXPLAIN " + sql)) {
            while (lines.next()) {
                text.append(lines.getString(1)).append('\n');
            }
        }
        plans.add(new Plan(sql, text.toString()));
    }

    private static <T> T wrap(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
