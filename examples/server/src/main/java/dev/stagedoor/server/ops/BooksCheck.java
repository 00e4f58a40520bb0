package dev.stagedoor.server.ops;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.server.config.ServerConfig;
import java.io.PrintStream;
import java.util.List;

/** Recomputes the ledger from its entries, for an operator who wants to know. Reads only; a server may be running on PostgreSQL meanwhile. */
public final class BooksCheck {
    private static final int WRONG = 1;

    private BooksCheck() {}

    /**
     * Checks and reports.
     *
     * @return the exit code: 0 when the books are right, 1 with a line for each thing that is wrong
     */
    public static int run(ServerConfig config, PrintStream out) {
        try (HikariDataSource database = Database.open(config);
                Storage storage = JdbcStorage.on(database).withoutMigrating().open()) {
            List<String> complaints =
                    storage.inTransaction(work -> work.ledger().audit());
            complaints.forEach(out::println);
            out.println(
                    complaints.isEmpty()
                            ? "The books are right: every transfer sums to zero, every balance is the sum of its entries, none is below zero."
                            : complaints.size() + " things are wrong with the books.");
            return complaints.isEmpty() ? 0 : WRONG;
        }
    }
}
