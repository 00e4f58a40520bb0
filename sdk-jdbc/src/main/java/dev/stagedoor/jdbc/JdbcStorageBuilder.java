package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Options of {@link JdbcStorage}. Not for use by several threads. */
public final class JdbcStorageBuilder {
    private final DataSource dataSource;
    private final List<String> locations = new ArrayList<>();
    private boolean migrate = true;

    JdbcStorageBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
        locations.add("classpath:dev/stagedoor/jdbc/migration/{engine}");
    }

    /**
     * Adds migrations of your own, run together with ours. Their versions begin at 1000, so that they never meet ours.
     *
     * @param location a Flyway location; <code>{engine}</code> in it becomes {@code h2} or {@code postgresql}
     * @return this
     */
    public JdbcStorageBuilder migrations(String location) {
        locations.add(location);
        return this;
    }

    /** {@return this, leaving the tables to somebody else who brings them up to date} */
    public JdbcStorageBuilder withoutMigrating() {
        migrate = false;
        return this;
    }

    /**
     * @return the storage, with its tables up to date
     * @throws StorageException when the database cannot be reached or migrated
     */
    public JdbcStorage open() {
        Engine engine = engine();
        if (migrate) {
            Migrations.run(
                    dataSource,
                    engine,
                    locations.stream()
                            .map(location -> location.replace("{engine}", engine.folder()))
                            .toList());
        }
        return new JdbcStorage(dataSource, engine);
    }

    private Engine engine() {
        try (Connection connection = dataSource.getConnection()) {
            return Engine.of(connection);
        } catch (SQLException failure) {
            throw SqlFailures.wrap("connecting", failure);
        }
    }
}
