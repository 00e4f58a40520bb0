package dev.stagedoor.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, with typed parameters and rows. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet results = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            Row row = new Row(results);
            while (results.next()) {
                found.add(mapper.map(row));
            }
            return found;
        } catch (SQLException failure) {
            throw SqlFailures.wrap(sql, failure);
        }
    }

    <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        List<T> found = list(sql, mapper, parameters);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw SqlFailures.wrap(sql, failure);
        }
    }

    /** Updates the one row that must be there; anything else is a bug and said so. */
    void updateOne(String sql, @Nullable Object... parameters) {
        int rows = update(sql, parameters);
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows instead of one: " + sql);
        }
    }

    void batch(String sql, List<@Nullable Object[]> rows) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] parameters : rows) {
                bind(statement, parameters);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException failure) {
            throw SqlFailures.wrap(sql, failure);
        }
    }

    static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            @Nullable Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
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
