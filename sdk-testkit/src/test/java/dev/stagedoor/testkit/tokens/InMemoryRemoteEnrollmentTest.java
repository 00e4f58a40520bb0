package dev.stagedoor.testkit.tokens;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.InMemoryStorage;

class InMemoryRemoteEnrollmentTest extends RemoteEnrollmentContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
