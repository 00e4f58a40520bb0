package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.BroadcastStoreContract;

class H2BroadcastStoreTest extends BroadcastStoreContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
