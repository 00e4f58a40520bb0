package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryAudienceTest extends AudienceContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
