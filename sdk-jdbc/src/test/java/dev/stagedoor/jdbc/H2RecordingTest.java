package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.RecordingContract;

class H2RecordingTest extends RecordingContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
