package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryLedgerTest extends LedgerContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
