package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings tables up to date. Several nodes may start at once: Flyway lets one work and the others wait. */
final class Migrations {
    private static final String APPLIED = "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\" = TRUE";

    private Migrations() {}

    /** A folder of migrations and every version in it. */
    record Folder(String location, Set<String> versions) {
        /** No Java package name, so that the module system leaves it open. */
        static Folder ours(Engine engine) {
            Set<String> versions = switch (engine) {
                case H2 -> Set.of("1", "5", "6", "7", "8", "9", "10");
                case POSTGRESQL -> Set.of("0.5", "1", "3", "4", "5", "6", "7", "8", "9", "10");
            };
            return new Folder("classpath:stagedoor-migrations/" + engine.folder(), versions);
        }
    }

    static void run(DataSource dataSource, Engine engine, List<Folder> folders) {
        Set<String> wanted =
                folders.stream().flatMap(folder -> folder.versions().stream()).collect(Collectors.toSet());
        if (!applied(dataSource).containsAll(wanted)) {
            migrate(dataSource, folders.stream().map(Folder::location).toArray(String[]::new));
            if (engine == Engine.POSTGRESQL) {
                closeTables(dataSource);
            }
        }
    }

    /** Asks the database itself first: starting Flyway costs more than everything else at start-up. */
    private static Set<String> applied(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            try {
                return new HashSet<>(new Sql(connection, false)
                        .list(APPLIED, row -> row.optionalText("version").orElse("")));
            } catch (StorageException neverMigrated) {
                return Set.of();
            } finally {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
            }
        } catch (SQLException failure) {
            throw SqlFailures.wrap("connecting", failure);
        }
    }

    private static void migrate(DataSource dataSource, String... locations) {
        try {
            Flyway.configure(JdbcStorage.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(locations)
                    .loggers("slf4j")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
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
