package dev.stagedoor.testkit;

import dev.stagedoor.core.storage.AccountStore;
import dev.stagedoor.core.storage.BroadcastStore;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.EnrollmentStore;
import dev.stagedoor.core.storage.LedgerStore;
import dev.stagedoor.core.storage.NoticeStore;
import dev.stagedoor.core.storage.RecordingStore;
import dev.stagedoor.core.storage.RemotePaymentStore;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.StreamStore;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.storage.ViewerStore;
import dev.stagedoor.core.storage.WorkoutStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Keeps everything in memory, one unit of work at a time. For tests: it is gone with the process. */
public final class InMemoryStorage implements Storage {
    private static final int MAX_RUNS = 10;

    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Table.UndoLog undo = new Table.UndoLog();
    private final MemoryStreams streams = new MemoryStreams(undo);
    private final MemoryEnrollments enrollments = new MemoryEnrollments(undo, streams);
    private final MemoryAccounts accounts = new MemoryAccounts(undo);
    private final MemoryLedger ledger = new MemoryLedger(undo);
    private final MemoryViewers viewers = new MemoryViewers(undo, streams);
    private final MemoryNotices notices = new MemoryNotices(undo);
    private final MemoryBroadcasts broadcasts = new MemoryBroadcasts(undo, streams);
    private final MemoryRemotePayments remotePayments = new MemoryRemotePayments(undo);
    private final MemoryRecordings recordings = new MemoryRecordings(undo, streams);
    private final MemoryWorkouts workouts = new MemoryWorkouts(undo);

    /** An empty storage. */
    public InMemoryStorage() {
        streams.countEnrollmentsWith(enrollments);
    }

    @Override
    public <T> T inTransaction(Function<UnitOfWork, T> work) {
        List<Runnable> after = new ArrayList<>();
        T result = locked(work, after);
        after.forEach(Runnable::run);
        return result;
    }

    private <T> T locked(Function<UnitOfWork, T> work, List<Runnable> after) {
        if (oneAtATime.isHeldByCurrentThread()) {
            throw new IllegalStateException("a unit of work cannot begin inside another");
        }
        oneAtATime.lock();
        try {
            for (int run = 1; true; run++) {
                try {
                    return runOnce(work, after);
                } catch (ConcurrentChangeException changed) {
                    if (run == MAX_RUNS) {
                        throw changed;
                    }
                }
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private <T> T runOnce(Function<UnitOfWork, T> work, List<Runnable> after) {
        Work unit = new Work();
        boolean keep = false;
        try {
            T result = work.apply(unit);
            keep = !unit.rollback;
            return result;
        } finally {
            if (keep) {
                undo.forget();
                after.addAll(unit.after);
            } else {
                undo.undo();
            }
        }
    }

    @Override
    public void ping() {}

    @Override
    public void close() {}

    private final class Work implements UnitOfWork {
        private final List<Runnable> after = new ArrayList<>();
        private boolean rollback;

        @Override
        public StreamStore streams() {
            return streams;
        }

        @Override
        public EnrollmentStore enrollments() {
            return enrollments;
        }

        @Override
        public AccountStore accounts() {
            return accounts;
        }

        @Override
        public LedgerStore ledger() {
            return ledger;
        }

        @Override
        public ViewerStore viewers() {
            return viewers;
        }

        @Override
        public NoticeStore notices() {
            return notices;
        }

        @Override
        public RemotePaymentStore remotePayments() {
            return remotePayments;
        }

        @Override
        public BroadcastStore broadcasts() {
            return broadcasts;
        }

        @Override
        public RecordingStore recordings() {
            return recordings;
        }

        @Override
        public WorkoutStore workouts() {
            return workouts;
        }

        @Override
        public void rollbackOnly() {
            rollback = true;
        }

        @Override
        public void afterCommit(Runnable action) {
            after.add(action);
        }
    }
}
