package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.RemotePaymentStoreContract;

class PostgresRemotePaymentTest extends RemotePaymentStoreContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
