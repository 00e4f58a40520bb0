package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.EnrollmentContract;

class H2EnrollmentTest extends EnrollmentContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
