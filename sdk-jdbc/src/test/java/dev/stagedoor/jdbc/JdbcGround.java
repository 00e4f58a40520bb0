package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.simulation.CrashSwitch;
import dev.stagedoor.testkit.simulation.CrashingDataSource;
import dev.stagedoor.testkit.simulation.Ground;
import java.util.function.Supplier;

/** Simulated processes on a real database: they die before and after its statements and commits. */
final class JdbcGround implements Ground {
    private final Supplier<JdbcStorage> emptied;

    JdbcGround(Supplier<JdbcStorage> emptied) {
        this.emptied = emptied;
    }

    @Override
    public Storage empty() {
        return emptied.get();
    }

    @Override
    public Storage seenBy(Storage durable, CrashSwitch crash) {
        JdbcStorage storage = (JdbcStorage) durable;
        return JdbcStorage.on(CrashingDataSource.of(storage.dataSource(), crash))
                .withoutMigrating()
                .open();
    }
}
