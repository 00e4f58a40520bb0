package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.SettlementContract;

class PostgresSettlementTest extends SettlementContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
