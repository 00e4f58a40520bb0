package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.BroadcastStoreContract;

class PostgresBroadcastStoreTest extends BroadcastStoreContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
