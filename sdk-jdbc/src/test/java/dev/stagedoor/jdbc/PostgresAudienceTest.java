package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.AudienceContract;

class PostgresAudienceTest extends AudienceContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
