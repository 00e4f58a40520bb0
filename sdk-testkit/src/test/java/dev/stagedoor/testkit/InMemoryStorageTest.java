package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryStorageTest extends StorageContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
