package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.InMemoryStorage;

/** What simulated processes stand on: a storage that outlives them. */
public interface Ground {
    /** {@return the storage itself, emptied for the next seed} */
    Storage empty();

    /**
     * @param durable what {@link #empty} gave
     * @param crash when the process dies
     * @return the storage as one process sees it
     */
    Storage seenBy(Storage durable, CrashSwitch crash);

    /** {@return storage in memory, with points around each call of a store} */
    static Ground inMemory() {
        return new Ground() {
            @Override
            public Storage empty() {
                return new InMemoryStorage();
            }

            @Override
            public Storage seenBy(Storage durable, CrashSwitch crash) {
                return new CrashingStorage(durable, crash);
            }
        };
    }
}
