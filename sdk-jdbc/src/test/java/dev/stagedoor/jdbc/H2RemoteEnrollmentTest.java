package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.tokens.RemoteEnrollmentContract;

class H2RemoteEnrollmentTest extends RemoteEnrollmentContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
