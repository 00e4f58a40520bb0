package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.SessionContract;

class H2SessionTest extends SessionContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
