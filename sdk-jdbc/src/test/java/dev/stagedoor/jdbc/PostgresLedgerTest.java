package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.LedgerContract;

class PostgresLedgerTest extends LedgerContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
