package dev.stagedoor.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection, with typed parameters and rows. Writes that nobody waits for may be kept back and then travel together with the next
 * statement: on PostgreSQL each statement of its own is a round trip.
 */
final class Sql {
    private static final String TOGETHER = ";\n";

    private final Connection connection;
    private final boolean pipelines;
    private final List<Write> waiting = new ArrayList<>();

    /**
     * @param connection where the statements run
     * @param pipelines whether several statements can be sent as one
     */
    Sql(Connection connection, boolean pipelines) {
        this.connection = connection;
        this.pipelines = pipelines;
    }

    /** {@return whether several statements can be sent as one} */
    boolean pipelines() {
        return pipelines;
    }

    /** A statement that writes so many rows and waits to be sent. */
    private record Write(int rows, String sql, @Nullable Object[] parameters) {}

    /** Reads one row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    /** A question and, once it was asked, the rows that answer it. */
    static final class Query<T> {
        private final String sql;
        private final Mapper<T> mapper;
        private final @Nullable Object[] parameters;
        private final List<T> found = new ArrayList<>();

        private Query(String sql, Mapper<T> mapper, @Nullable Object... parameters) {
            this.sql = sql;
            this.mapper = mapper;
            this.parameters = parameters;
        }

        Optional<T> first() {
            return found.stream().findFirst();
        }

        List<T> list() {
            return found;
        }

        private void read(ResultSet results) throws SQLException {
            Row row = new Row(results);
            while (results.next()) {
                found.add(mapper.map(row));
            }
        }
    }

    static <T> Query<T> query(String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        return new Query<>(sql, mapper, parameters);
    }

    <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        Query<T> query = query(sql, mapper, parameters);
        ask(query);
        return query.list();
    }

    /** Asks one after the other, in one round trip where that is possible. On PostgreSQL each sees what was committed before it began, not before the first. */
    void ask(Query<?>... queries) {
        flush();
        if (pipelines) {
            askTogether(queries);
        } else {
            for (Query<?> query : queries) {
                askTogether(query);
            }
        }
    }

    private void askTogether(Query<?>... queries) {
        String together = Arrays.stream(queries).map(query -> query.sql).collect(Collectors.joining(TOGETHER));
        try (PreparedStatement statement = connection.prepareStatement(together)) {
            int bound = 0;
            for (Query<?> query : queries) {
                bind(statement, bound, query.parameters);
                bound += query.parameters.length;
            }
            statement.execute();
            for (int i = 0; i < queries.length; i++) {
                if (i > 0) {
                    statement.getMoreResults();
                }
                queries[i].read(statement.getResultSet());
            }
        } catch (SQLException failure) {
            throw SqlFailures.wrap(together, failure);
        }
    }

    <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        return first(query(sql, mapper, parameters));
    }

    <T> Optional<T> first(Query<T> query) {
        ask(query);
        return query.first();
    }

    int update(String sql, @Nullable Object... parameters) {
        if (!waiting.isEmpty()) {
            waiting.add(new Write(0, sql, parameters));
            return sendWaiting(1);
        }
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw SqlFailures.wrap(sql, failure);
        }
    }

    /** Updates the one row that must be there; anything else is a bug and said so. */
    void updateOne(String sql, @Nullable Object... parameters) {
        check(update(sql, parameters), 1, sql);
    }

    private static void check(int rows, int wanted, String sql) {
        if (rows != wanted) {
            throw new IllegalStateException(rows + " rows instead of " + wanted + ": " + sql);
        }
    }

    /** Writes one row, at the latest with the next statement or at the end of the unit of work: its failure may come as late as that. */
    void updateOneLater(String sql, @Nullable Object... parameters) {
        updateLater(1, sql, parameters);
    }

    /** As {@link #updateOneLater}, with so many rows. */
    void updateLater(int rows, String sql, @Nullable Object... parameters) {
        if (pipelines) {
            waiting.add(new Write(rows, sql, parameters));
        } else {
            check(update(sql, parameters), rows, sql);
        }
    }

    /** Sends the writes that wait. */
    void flush() {
        if (!waiting.isEmpty()) {
            sendWaiting(0);
        }
    }

    /** Sends what waits as one, checks the rows of each, but for the last {@code unchecked} ones, and gives the rows of the last. */
    private int sendWaiting(int unchecked) {
        List<Write> writes = List.copyOf(waiting);
        waiting.clear();
        String together = writes.stream().map(Write::sql).collect(Collectors.joining(TOGETHER));
        try (PreparedStatement statement = connection.prepareStatement(together)) {
            int bound = 0;
            for (Write write : writes) {
                bind(statement, bound, write.parameters());
                bound += write.parameters().length;
            }
            statement.execute();
            return readCounts(statement, writes, writes.size() - unchecked);
        } catch (SQLException failure) {
            throw SqlFailures.wrap(together, failure);
        }
    }

    private static int readCounts(PreparedStatement statement, List<Write> writes, int checked) throws SQLException {
        int rows = statement.getUpdateCount();
        for (int i = 0; i < writes.size(); i++) {
            if (i > 0) {
                statement.getMoreResults();
                rows = statement.getUpdateCount();
            }
            if (i < checked) {
                check(rows, writes.get(i).rows(), writes.get(i).sql());
            }
        }
        return rows;
    }

    /** {@return a pattern for LIKE with the escape {@code !} that finds the text anywhere, in lower case} */
    static String containing(String text) {
        String literal = text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + literal + "%";
    }

    static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, 0, parameters);
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    private static void bind(PreparedStatement statement, int bound, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            @Nullable Object value = parameters[i];
            statement.setObject(
                    bound + i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    /** The row that a result set stands on. */
    static final class Row {
        private final ResultSet results;

        private Row(ResultSet results) {
            this.results = results;
        }

        String text(String column) throws SQLException {
            return present(column, results.getString(column));
        }

        Optional<String> optionalText(String column) throws SQLException {
            return Optional.ofNullable(results.getString(column));
        }

        long number(String column) throws SQLException {
            return results.getLong(column);
        }

        Optional<Long> optionalNumber(String column) throws SQLException {
            long value = results.getLong(column);
            return results.wasNull() ? Optional.empty() : Optional.of(value);
        }

        boolean flag(String column) throws SQLException {
            return results.getBoolean(column);
        }

        UUID uuid(String column) throws SQLException {
            return present(column, results.getObject(column, UUID.class));
        }

        Optional<UUID> optionalUuid(String column) throws SQLException {
            return Optional.ofNullable(results.getObject(column, UUID.class));
        }

        Instant instant(String column) throws SQLException {
            return present(column, results.getObject(column, OffsetDateTime.class))
                    .toInstant();
        }

        Optional<Instant> optionalInstant(String column) throws SQLException {
            return Optional.ofNullable(results.getObject(column, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
        }

        private static <T> T present(String column, @Nullable T value) throws SQLException {
            if (value == null) {
                throw new SQLException("column " + column + " is null");
            }
            return value;
        }
    }
}
