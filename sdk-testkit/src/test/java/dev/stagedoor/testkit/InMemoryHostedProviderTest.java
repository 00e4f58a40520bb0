package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryHostedProviderTest extends HostedProviderContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
