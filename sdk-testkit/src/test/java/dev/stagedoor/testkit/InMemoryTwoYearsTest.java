package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryTwoYearsTest extends TwoYearsContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
