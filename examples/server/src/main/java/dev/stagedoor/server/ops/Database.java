package dev.stagedoor.server.ops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The pool of connections to H2 or PostgreSQL. */
public final class Database {

    private static final int CONNECTIONS = 10;
    private static final int PATIENCE_MILLIS = 5_000;

    private Database() {}

    /** Opens the pool; for the embedded database this makes the data directory too. */
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
        return new HikariDataSource(pool);
    }

    /** The library's storage over the pool, its tables up to date. */
    public static Storage storage(HikariDataSource database) {
        return JdbcStorage.open(database);
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
        return url.contains("DB_CLOSE_ON_EXIT") ? url : url + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    private static void makeDirectory(ServerConfig config) {
        try {
            Files.createDirectories(config.dataDirectory());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "STAGEDOOR_DATA_DIR cannot be created: " + config.dataDirectory(), unwritable);
        }
    }
}
