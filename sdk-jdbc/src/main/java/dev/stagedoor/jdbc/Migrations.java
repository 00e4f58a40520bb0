package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.StorageException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings tables up to date. Several nodes may start at once: Flyway lets one work and the others wait. */
final class Migrations {
    private Migrations() {}

    static void run(DataSource dataSource, List<String> locations) {
        try {
            Flyway.configure(JdbcStorage.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(locations.toArray(String[]::new))
                    .loggers("slf4j")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new StorageException("the database could not be migrated: " + failure.getMessage(), false, failure);
        }
    }
}
