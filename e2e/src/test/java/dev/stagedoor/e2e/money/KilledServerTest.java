package dev.stagedoor.e2e.money;

import dev.stagedoor.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** On PostgreSQL, which outlives the server. */
class KilledServerTest extends KilledServer {
    private EmbeddedPostgres postgres;

    @Override
    int kills() {
        return 20;
    }

    @Override
    boolean isShared() {
        return true;
    }

    @Override
    JdbcStorage openStorage() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return JdbcStorage.open(postgres.getPostgresDatabase());
    }

    @Override
    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    void closeStorage() throws IOException {
        postgres.close();
    }
}
