package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.HostedProviderContract;

class PostgresHostedProviderTest extends HostedProviderContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
