package dev.stagedoor.server.ops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.server.config.CannotStartException;
import dev.stagedoor.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** The pool of connections to H2 or PostgreSQL. */
public final class Database {

    private static final int CONNECTIONS = 10;
    private static final int PATIENCE_MILLIS = 5_000;

    private Database() {}

    /**
     * Opens the pool; for the embedded database this makes the data directory too.
     *
     * @throws CannotStartException if the database does not answer or the directory cannot be made
     */
    public static HikariDataSource open(ServerConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("stagedoor");
        pool.setJdbcUrl(url(config));
        if (isH2(config)) {
            pool.setUsername("sa");
            pool.setPassword("");
        }
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setInitializationFailTimeout(PATIENCE_MILLIS);
        try {
            return new HikariDataSource(pool);
        } catch (HikariPool.PoolInitializationException unreachable) {
            throw new CannotStartException(
                    (isH2(config) ? "The database under STAGEDOOR_DATA_DIR" : "STAGEDOOR_DATABASE_URL")
                            + " cannot be opened: " + rootOf(unreachable).getMessage(),
                    unreachable);
        }
    }

    /** The library's storage over the pool, its tables up to date. */
    public static Storage storage(HikariDataSource database) {
        return JdbcStorage.open(database);
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** What kind of database is configured, without anything secret. */
    public static String engine(ServerConfig config) {
        return isH2(config) ? "h2" : "postgresql";
    }

    private static boolean isH2(ServerConfig config) {
        return config.databaseUrl().startsWith("jdbc:h2:");
    }

    private static String url(ServerConfig config) {
        String url = config.databaseUrl();
        if (!isH2(config)) {
            return url;
        }
        makeDirectory(config);
        return with(with(url, "DB_CLOSE_ON_EXIT", "FALSE"), "WRITE_DELAY", "0");
    }

    /** What the operator has set stays. */
    private static String with(String url, String setting, String value) {
        return url.contains(setting) ? url : url + ";" + setting + "=" + value;
    }

    private static void makeDirectory(ServerConfig config) {
        try {
            Path directory = config.dataDirectory();
            if (Files.isDirectory(directory)) {
                return;
            }
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException unwritable) {
            throw new CannotStartException(
                    "STAGEDOOR_DATA_DIR " + config.dataDirectory() + " cannot be made.", unwritable);
        }
    }
}
