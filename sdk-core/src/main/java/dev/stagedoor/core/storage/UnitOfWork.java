package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamId;

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

    /**
     * Reads what an enrollment is decided on. The class is read before the seat: somebody's own other click that takes the last seat in between then
     * shows as their seat, not as sold out. A store that can reads all of it at once; the order stays. One that keeps the wallets too may lock the person's
     * first, as {@link LedgerStore#lockWallet(UserId, dev.stagedoor.core.tokens.TransferId)} would for a transfer with the enrollment's id.
     *
     * @param id the caller's id of the enrollment
     * @param userId who enrolls
     * @param streamId in which class
     * @return what is there
     */
    default EnrollmentBasis enrollmentBasis(EnrollmentId id, UserId userId, StreamId streamId) {
        return new EnrollmentBasis(
                enrollments().find(id), streams().find(streamId), enrollments().find(userId, streamId));
    }

    /** Undoes everything when the work returns; its value is still given to the caller. */
    void rollbackOnly();

    /**
     * Runs something once the work is committed, on the same thread; forgotten at a rollback.
     *
     * @param action returns quickly; what it throws is logged
     */
    void afterCommit(Runnable action);
}
