package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.LedgerAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed process keeps what is in the file; so a copy of the file of an open database is what a killed one leaves. */
class H2DurabilityTest {
    private static final int WALLETS = 20;

    @TempDir
    private Path folder;

    @Test
    void every_acknowledged_commit_is_in_the_file() throws Exception {
        try (Connection keepsOpen = DriverManager.getConnection(url())) {
            assertThat(keepsOpen.isValid(0)).isTrue();

            assertThatEachCommitIsInTheFile(JdbcStorage.open(url()));
        }
    }

    @Test
    void every_acknowledged_commit_is_in_the_file_of_a_database_that_was_there_before() throws Exception {
        JdbcStorage.open(url());
        try (Connection keepsOpen = DriverManager.getConnection(url())) {
            assertThat(keepsOpen.isValid(0)).isTrue();

            assertThatEachCommitIsInTheFile(JdbcStorage.open(url()));
        }
    }

    @Test
    void every_acknowledged_commit_is_in_the_file_after_all_connections_had_been_closed() throws Exception {
        JdbcStorage storage = JdbcStorage.open(url());
        try (Connection keepsOpen = DriverManager.getConnection(url())) {
            assertThat(keepsOpen.isValid(0)).isTrue();

            assertThatEachCommitIsInTheFile(storage);
        }
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("live");
    }

    private void assertThatEachCommitIsInTheFile(JdbcStorage storage) throws Exception {
        for (int wallet = 1; wallet <= WALLETS; wallet++) {
            makeWallet(storage, wallet);
            assertThat(walletsIn(copy("killed" + wallet)))
                    .as("wallets that a kill after commit %s leaves", wallet)
                    .isEqualTo(wallet);
        }
    }

    @Test
    void a_user_without_the_right_to_change_it_goes_on() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("owned");
        JdbcStorage.open(url);
        try (Connection owner = DriverManager.getConnection(url);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE USER app PASSWORD 'app'");
            statement.execute("GRANT ALL ON SCHEMA public TO app");
        }
        JdbcDataSource asApp = new JdbcDataSource();
        asApp.setURL(url);
        asApp.setUser("app");
        asApp.setPassword("app");

        JdbcStorage storage = JdbcStorage.on(asApp).withoutMigrating().open();
        makeWallet(storage, 1);

        assertThat(balanceOf(storage, 1)).isZero();
    }

    private static void makeWallet(JdbcStorage storage, int number) {
        storage.inTransaction(work -> work.ledger().lockWallet(owner(number)));
    }

    private static long balanceOf(JdbcStorage storage, int number) {
        return storage.inTransaction(work -> work.ledger().balance(LedgerAccount.wallet(owner(number))));
    }

    private static UserId owner(int number) {
        return new UserId(new UUID(7, number));
    }

    private String copy(String name) throws IOException {
        Files.copy(folder.resolve("live.mv.db"), folder.resolve(name + ".mv.db"));
        return "jdbc:h2:file:" + folder.resolve(name);
    }

    private static int walletsIn(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return new Sql(connection, false)
                    .first("SELECT COUNT(*) AS wallets FROM ledger_wallets", row -> (int) row.number("wallets"))
                    .orElseThrow();
        }
    }
}
