package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.SettlementContract;

class H2SettlementTest extends SettlementContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
