package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.RecordingContract;

class PostgresRecordingTest extends RecordingContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
