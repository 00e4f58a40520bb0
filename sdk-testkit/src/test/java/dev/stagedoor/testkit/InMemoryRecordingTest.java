package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.Storage;

class InMemoryRecordingTest extends RecordingContract {
    @Override
    protected Storage emptyStorage() {
        return new InMemoryStorage();
    }
}
