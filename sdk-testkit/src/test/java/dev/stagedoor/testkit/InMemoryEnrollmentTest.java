package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryEnrollmentTest extends EnrollmentContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
