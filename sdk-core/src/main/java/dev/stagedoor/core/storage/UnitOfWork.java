package dev.stagedoor.core.storage;

/** One transaction, from inside. For the one thread that runs it, and only until it ends. */
public interface UnitOfWork {
    /** {@return classes} */
    StreamStore streams();

    /** {@return seats} */
    EnrollmentStore enrollments();

    /** {@return people} */
    AccountStore accounts();

    /** {@return the ledger} */
    LedgerStore ledger();

    /** {@return devices that watch} */
    ViewerStore viewers();

    /** {@return the outbox} */
    NoticeStore notices();

    /** {@return movements of tokens at a remote provider} */
    RemotePaymentStore remotePayments();

    /** {@return when media of classes arrived} */
    BroadcastStore broadcasts();

    /** {@return recordings} */
    RecordingStore recordings();

    /** {@return the catalog} */
    WorkoutStore workouts();

    /** Undoes everything when the work returns; its value is still given to the caller. */
    void rollbackOnly();

    /**
     * Runs something once the work is committed, on the same thread; forgotten at a rollback.
     *
     * @param action returns quickly; what it throws is logged
     */
    void afterCommit(Runnable action);
}
