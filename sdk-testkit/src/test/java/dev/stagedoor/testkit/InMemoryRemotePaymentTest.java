package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryRemotePaymentTest extends RemotePaymentStoreContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
