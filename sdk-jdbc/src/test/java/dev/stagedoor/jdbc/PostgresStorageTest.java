package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.StorageContract;

class PostgresStorageTest extends StorageContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
