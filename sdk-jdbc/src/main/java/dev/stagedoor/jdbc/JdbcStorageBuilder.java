package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Options of {@link JdbcStorage}. Not for use by several threads. */
public final class JdbcStorageBuilder {
    private final DataSource dataSource;
    private final List<Migrations.Folder> more = new ArrayList<>();
    private boolean migrate = true;

    JdbcStorageBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Adds migrations of your own, run together with ours. Their versions begin at 1000, so that they never meet ours.
     *
     * @param location a Flyway location; <code>{engine}</code> in it becomes {@code h2} or {@code postgresql}
     * @param versions every version in it, such as {@code 1000}: a database that has them all is not looked at further
     * @return this
     */
    public JdbcStorageBuilder migrations(String location, String... versions) {
        more.add(new Migrations.Folder(location, Set.of(versions)));
        return this;
    }

    /** {@return this, leaving the tables to somebody else who brings them up to date} */
    public JdbcStorageBuilder withoutMigrating() {
        migrate = false;
        return this;
    }

    /**
     * Opens the storage. H2 is told to write each commit before it is acknowledged ({@code CHECKPOINT}, which needs the ADMIN right), so that a purchase
     * that was confirmed is still there after the process was killed.
     *
     * @return the storage, with its tables up to date
     * @throws StorageException when the database cannot be reached or migrated
     */
    public JdbcStorage open() {
        Engine engine = connect();
        if (migrate) {
            Migrations.run(dataSource, engine, folders(engine));
        }
        return new JdbcStorage(dataSource, engine, engine == Engine.H2 && mayWrite());
    }

    private List<Migrations.Folder> folders(Engine engine) {
        List<Migrations.Folder> folders = new ArrayList<>(List.of(Migrations.Folder.ours(engine)));
        more.forEach(folder -> folders.add(
                new Migrations.Folder(folder.location().replace("{engine}", engine.folder()), folder.versions())));
        return folders;
    }

    private Engine connect() {
        try (Connection connection = dataSource.getConnection()) {
            return Engine.of(connection);
        } catch (SQLException failure) {
            throw SqlFailures.wrap("connecting", failure);
        }
    }

    private boolean mayWrite() {
        try (Connection connection = dataSource.getConnection()) {
            return H2Durability.mayWrite(connection);
        } catch (SQLException failure) {
            throw SqlFailures.wrap("connecting", failure);
        }
    }
}
