package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryRetentionTest extends RetentionContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
