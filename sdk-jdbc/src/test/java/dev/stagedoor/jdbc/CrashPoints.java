package dev.stagedoor.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** A data source that dies at the k-th step: before or after a statement, before a commit, or after a commit but before its answer. */
final class CrashPoints {
    private static final Set<String> STEPS = Set.of("execute", "executeQuery", "executeUpdate", "commit");

    private final DataSource real;
    private int left = Integer.MAX_VALUE;

    CrashPoints(DataSource real) {
        this.real = real;
    }

    /** What a dead process throws: no error that anybody recovers from. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String where) {
            super(where);
        }
    }

    /** Dies at the given point, two points to a step; 0 is before the first. */
    void dieAt(int point) {
        left = point;
    }

    void stayAlive() {
        left = Integer.MAX_VALUE;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real);
    }

    private <T> T proxy(Class<T> type, T target) {
        InvocationHandler handler = (self, method, arguments) -> {
            boolean step = STEPS.contains(method.getName());
            if (step) {
                pass("before " + method.getName());
            }
            Object result = invoke(target, method, arguments);
            if (step) {
                pass("after " + method.getName());
            }
            return result instanceof Connection connection
                    ? proxy(Connection.class, connection)
                    : result instanceof PreparedStatement statement
                            ? proxy(PreparedStatement.class, statement)
                            : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() instanceof SQLException sql ? sql : failure.getCause();
        }
    }

    private void pass(String where) {
        if (left-- == 0) {
            throw new Crash(where);
        }
    }
}
