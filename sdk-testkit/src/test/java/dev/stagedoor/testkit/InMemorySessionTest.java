package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemorySessionTest extends SessionContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
