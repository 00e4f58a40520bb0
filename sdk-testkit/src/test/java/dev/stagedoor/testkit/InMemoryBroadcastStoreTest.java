package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryBroadcastStoreTest extends BroadcastStoreContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
