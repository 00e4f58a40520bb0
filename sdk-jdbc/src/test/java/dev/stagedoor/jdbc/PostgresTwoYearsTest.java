package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.TwoYearsContract;

class PostgresTwoYearsTest extends TwoYearsContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyPostgres();
    }

    @Override
    protected int daysBetweenClasses() {
        return 6;
    }
}
