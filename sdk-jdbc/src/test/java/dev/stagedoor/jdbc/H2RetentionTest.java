package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.RetentionContract;

class H2RetentionTest extends RetentionContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
