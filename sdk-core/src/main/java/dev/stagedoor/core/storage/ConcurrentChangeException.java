package dev.stagedoor.core.storage;

/** Somebody else changed what this unit of work had read. Thrown inside a unit of work, it rolls back and runs it again. */
public class ConcurrentChangeException extends StorageException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what changed, with ids
     */
    public ConcurrentChangeException(String message) {
        super(message, true, null);
    }
}
