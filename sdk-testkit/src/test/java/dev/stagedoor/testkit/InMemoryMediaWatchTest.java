package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryMediaWatchTest extends MediaWatchContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
