package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.SharedDiskContract;

class PostgresSharedDiskTest extends SharedDiskContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
