package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.EnrollmentContract;

class PostgresEnrollmentTest extends EnrollmentContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }
}
