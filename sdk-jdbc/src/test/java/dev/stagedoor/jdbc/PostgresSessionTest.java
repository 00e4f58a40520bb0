package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.SessionContract;

class PostgresSessionTest extends SessionContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
