package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemorySettlementTest extends SettlementContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
