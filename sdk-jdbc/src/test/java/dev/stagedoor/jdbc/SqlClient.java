package dev.stagedoor.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Speaks plain SQL to a database, as its owner or in somebody's role. */
final class SqlClient {
    private final DataSource dataSource;
    private final String prelude;

    private SqlClient(DataSource dataSource, String prelude) {
        this.dataSource = dataSource;
        this.prelude = prelude;
    }

    static SqlClient owner(DataSource dataSource) {
        return new SqlClient(dataSource, "SELECT 1");
    }

    static SqlClient anonymous(DataSource dataSource) {
        return inRole(dataSource, "anon", "");
    }

    static SqlClient member(DataSource dataSource, UUID userId) {
        return inRole(dataSource, "authenticated", "{\"sub\":\"%s\",\"role\":\"authenticated\"}".formatted(userId));
    }

    static SqlClient inRole(DataSource dataSource, String role, String claims) {
        return new SqlClient(
                dataSource,
                "SET LOCAL ROLE %s; SELECT set_config('request.jwt.claims', '%s', true)".formatted(role, claims));
    }

    /** Commits; {@return the first column of every row} */
    List<String> rows(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(prelude);
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet results = statement.getResultSet()) {
                    while (results.next()) {
                        rows.add(String.valueOf(results.getString(1)));
                    }
                }
            }
            connection.commit();
            return rows;
        } catch (SQLException failure) {
            throw new Refusal(failure);
        }
    }

    String row(String sql) {
        List<String> rows = rows(sql);
        if (rows.size() != 1) {
            throw new AssertionError(sql + " gave " + rows);
        }
        return rows.get(0);
    }

    /** The database said no. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
