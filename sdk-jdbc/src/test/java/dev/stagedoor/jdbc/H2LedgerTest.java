package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.LedgerContract;

class H2LedgerTest extends LedgerContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
