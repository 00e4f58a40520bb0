package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemorySharedDiskTest extends SharedDiskContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
