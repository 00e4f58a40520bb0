package dev.stagedoor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** A database that this module speaks. */
public enum Engine {
    /** H2, embedded or as a server. */
    H2,
    /** PostgreSQL 14 or newer. */
    POSTGRESQL;

    /** {@return the name of the folder with its migrations} */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Engine of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new IllegalArgumentException("dataSource is H2 or PostgreSQL, not " + product);
        };
    }
}
