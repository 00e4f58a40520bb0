package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import java.util.function.Function;

/**
 * How one simulated process sees a storage that outlives it: it may die before or after each call of a store, before the commit, and after the commit before
 * anybody hears of it.
 */
public final class CrashingStorage implements Storage {
    private final Storage durable;
    private final CrashSwitch crash;

    /**
     * @param durable what outlives the process
     * @param crash when it dies
     */
    public CrashingStorage(Storage durable, CrashSwitch crash) {
        this.durable = durable;
        this.crash = crash;
    }

    @Override
    public <T> T inTransaction(Function<UnitOfWork, T> work) {
        crash.pass("before a unit of work");
        T result = durable.inTransaction(unit -> {
            unit.afterCommit(() -> crash.pass("after commit"));
            T given = work.apply(withPoints(unit));
            crash.pass("before commit");
            return given;
        });
        crash.pass("before the reply of a unit of work");
        return result;
    }

    private UnitOfWork withPoints(UnitOfWork unit) {
        return Interception.of(UnitOfWork.class, unit, (method, real) -> {
            Object given = real.make();
            boolean store =
                    method.getParameterCount() == 0 && method.getReturnType().isInterface();
            return store && given != null ? storeWithPoints(method.getReturnType(), given) : given;
        });
    }

    private <S> S storeWithPoints(Class<S> type, Object store) {
        return Interception.withPoints(type, type.cast(store), crash);
    }

    @Override
    public void ping() {
        durable.ping();
    }

    @Override
    public void close() {}
}
