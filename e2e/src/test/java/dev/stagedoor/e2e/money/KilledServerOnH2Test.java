package dev.stagedoor.e2e.money;

import dev.stagedoor.jdbc.JdbcStorage;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On embedded H2, which dies with the server. */
class KilledServerOnH2Test extends KilledServer {
    @TempDir
    private Path folder;

    @Override
    int kills() {
        return 10;
    }

    @Override
    boolean isShared() {
        return false;
    }

    @Override
    JdbcStorage openStorage() {
        return JdbcStorage.open(url() + ";USER=sa");
    }

    @Override
    String url() {
        return "jdbc:h2:file:" + folder.resolve("killed");
    }

    @Override
    void closeStorage() {
        // closed with its last connection
    }
}
