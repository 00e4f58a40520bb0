package dev.stagedoor.core.storage;

import java.util.function.Function;

/**
 * SPI: where everything is kept. Safe for use by many threads. The promises are checked by {@code StorageContract} in the testkit.
 *
 * <p>Isolation is at least read-committed with row locks: what {@code lock...} methods read stays until the unit of work ends.
 */
public interface Storage extends AutoCloseable {
    /**
     * Runs work that takes effect as a whole or not at all. When the database asks for it (deadlock, serialization, a unique key that somebody else took
     * first), the work is rolled back and run again, so it has no other side effects than through its unit of work.
     *
     * @param work what to do; what it throws rolls back and is thrown on
     * @param <T> what it gives
     * @return what the work gave in the run that was committed, or rolled back on its own wish
     * @throws StorageException when the database fails
     */
    <T> T inTransaction(Function<UnitOfWork, T> work);

    /**
     * Asks the database for a sign of life, for readiness checks.
     *
     * @throws StorageException when there is none
     */
    void ping();

    /** Frees what the storage opened itself, not what it was given. */
    @Override
    void close();
}
