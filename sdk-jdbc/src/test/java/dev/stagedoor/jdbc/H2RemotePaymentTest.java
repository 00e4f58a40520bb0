package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.RemotePaymentStoreContract;

class H2RemotePaymentTest extends RemotePaymentStoreContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
