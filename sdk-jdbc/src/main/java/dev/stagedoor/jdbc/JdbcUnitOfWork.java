package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.AccountStore;
import dev.stagedoor.core.storage.BroadcastStore;
import dev.stagedoor.core.storage.EnrollmentBasis;
import dev.stagedoor.core.storage.EnrollmentStore;
import dev.stagedoor.core.storage.LedgerStore;
import dev.stagedoor.core.storage.NoticeStore;
import dev.stagedoor.core.storage.RecordingStore;
import dev.stagedoor.core.storage.RemotePaymentStore;
import dev.stagedoor.core.storage.StreamStore;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.storage.ViewerStore;
import dev.stagedoor.core.storage.WorkoutStore;
import dev.stagedoor.core.tokens.TransferId;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction on one connection. */
final class JdbcUnitOfWork implements UnitOfWork {
    static final Logger LOG = LoggerFactory.getLogger(JdbcStorage.class);

    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Sql sql;
    private @Nullable JdbcLedger ledger;
    private boolean rollbackOnly;

    JdbcUnitOfWork begin(Connection connection, Engine engine) {
        sql = new Sql(connection, engine == Engine.POSTGRESQL);
        return this;
    }

    void flush() {
        sql().flush();
    }

    private Sql sql() {
        Sql open = sql;
        if (open == null) {
            throw new IllegalStateException("this unit of work has not begun");
        }
        return open;
    }

    @Override
    public StreamStore streams() {
        return new JdbcStreams(sql());
    }

    @Override
    public EnrollmentStore enrollments() {
        return new JdbcEnrollments(sql());
    }

    @Override
    public AccountStore accounts() {
        return new JdbcAccounts(sql());
    }

    @Override
    public LedgerStore ledger() {
        return books();
    }

    private JdbcLedger books() {
        JdbcLedger open = ledger;
        if (open == null) {
            open = new JdbcLedger(sql());
            ledger = open;
        }
        return open;
    }

    @Override
    public ViewerStore viewers() {
        return new JdbcViewers(sql());
    }

    @Override
    public NoticeStore notices() {
        return new JdbcNotices(sql());
    }

    @Override
    public RemotePaymentStore remotePayments() {
        return new JdbcRemotePayments(sql());
    }

    @Override
    public BroadcastStore broadcasts() {
        return new JdbcBroadcasts(sql());
    }

    @Override
    public RecordingStore recordings() {
        return new JdbcRecordings(sql());
    }

    @Override
    public WorkoutStore workouts() {
        return new JdbcWorkouts(sql());
    }

    @Override
    public EnrollmentBasis enrollmentBasis(EnrollmentId id, UserId userId, StreamId streamId) {
        Sql.Query<Enrollment> sameId = JdbcEnrollments.byId(id);
        Sql.Query<StreamSession> stream = JdbcStreams.byId(streamId);
        Sql.Query<Enrollment> seat = JdbcEnrollments.ofPerson(userId, streamId);
        if (sql().pipelines()) {
            JdbcLedger.Locking wallet = JdbcLedger.Locking.of(userId, new TransferId(id.value()));
            sql().ask(wallet.wallet(), wallet.lines(), sameId, stream, seat);
            books().keep(wallet);
        } else {
            sql().ask(sameId, stream, seat);
        }
        return new EnrollmentBasis(sameId.first(), stream.first(), seat.first());
    }

    @Override
    public void rollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void runAfterCommit() {
        if (!rollbackOnly) {
            afterCommit.forEach(JdbcUnitOfWork::runLogged);
        }
    }

    private static void runLogged(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException fault) {
            LOG.warn("something to do after a commit failed; the commit stands", fault);
        }
    }
}
