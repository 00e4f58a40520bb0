package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.RetentionContract;

class PostgresRetentionTest extends RetentionContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
