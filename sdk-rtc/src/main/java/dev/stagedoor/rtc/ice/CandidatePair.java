package dev.stagedoor.rtc.ice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A path under check in one generation (RFC 8445 section 6.1.2). */
final class CandidatePair {
    private static final long FIRST_REPEAT_NANOS = Duration.ofMillis(100).toNanos();
    private static final long MAX_REPEAT_NANOS = Duration.ofMillis(1600).toNanos();
    private static final int MAX_TRANSMISSIONS = 7;

    /** Named as in RFC 8445 section 6.1.2.6; with one stream and one component nothing is ever frozen. */
    enum State {
        WAITING,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED
    }

    final Generation generation;
    final NetworkPath path;
    final long priority;
    State state = State.WAITING;
    /** The peer sent USE-CANDIDATE, or we have. */
    boolean nominated;
    /** A correctly keyed message came by this path. */
    boolean heard;

    private @Nullable TransactionId transaction;
    private IceRole roleInCheck = IceRole.CONTROLLED;
    private boolean nominatedInCheck;
    private int transmissions;
    private long repeatAt = Long.MAX_VALUE;
    private long repeatAfter;

    CandidatePair(Generation generation, NetworkPath path, long priority) {
        this.generation = generation;
        this.path = path;
        this.priority = priority;
    }

    void checking(TransactionId id, IceRole role, boolean nominating, long nowNanos) {
        transaction = id;
        roleInCheck = role;
        nominatedInCheck = nominating;
        transmissions = 1;
        repeatAfter = FIRST_REPEAT_NANOS;
        repeatAt = nowNanos + repeatAfter;
        if (state != State.SUCCEEDED) {
            state = State.IN_PROGRESS;
        }
    }

    void repeated(long nowNanos) {
        transmissions++;
        repeatAfter = Math.min(2 * repeatAfter, MAX_REPEAT_NANOS);
        repeatAt = nowNanos + repeatAfter;
    }

    boolean isExhausted() {
        return transmissions >= MAX_TRANSMISSIONS;
    }

    boolean isAnsweredBy(TransactionId id) {
        return id.equals(transaction);
    }

    boolean isChecking() {
        return transaction != null;
    }

    TransactionId transaction() {
        TransactionId id = transaction;
        if (id == null) {
            throw new IllegalStateException("no check is under way");
        }
        return id;
    }

    void checkOver() {
        transaction = null;
        repeatAt = Long.MAX_VALUE;
    }

    IceRole roleInCheck() {
        return roleInCheck;
    }

    boolean nominatedInCheck() {
        return nominatedInCheck;
    }

    long repeatAt() {
        return repeatAt;
    }
}
