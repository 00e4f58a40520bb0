package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.MediaWatchContract;

class PostgresMediaWatchTest extends MediaWatchContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
