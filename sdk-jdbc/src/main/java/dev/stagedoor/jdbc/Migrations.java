package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings tables up to date. Several nodes may start at once: Flyway lets one work and the others wait. */
final class Migrations {
    private Migrations() {}

    static void run(DataSource dataSource, Engine engine, List<String> locations) {
        try {
            Flyway.configure(JdbcStorage.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(locations.toArray(String[]::new))
                    .loggers("slf4j")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            if (engine == Engine.POSTGRESQL) {
                closeTables(dataSource);
            }
        } catch (FlywayException failure) {
            throw new StorageException("the database could not be migrated: " + failure.getMessage(), false, failure);
        }
    }

    /** Puts row-level security on tables that came since, the migration history among them. */
    private static void closeTables(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("SELECT stagedoor_close_tables(true)");
        } catch (SQLException failure) {
            throw SqlFailures.wrap("closing tables to other SQL roles", failure);
        }
    }
}
