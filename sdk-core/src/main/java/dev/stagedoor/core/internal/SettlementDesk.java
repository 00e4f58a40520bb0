package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.BreakOffPolicy;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.enrollment.Settlements;
import dev.stagedoor.core.event.DomainEvent.StreamChanged;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Settlements} over the storage and a till. */
public final class SettlementDesk implements Settlements {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementDesk.class);
    private static final Round DONE = new Round(1, 1, 0, 0);
    private static final Round FAILED = new Round(1, 0, 1, 0);
    private static final Round SKIPPED = new Round(1, 0, 0, 1);

    private final Tools tools;
    private final Till till;
    private final Enrollments enrollments;
    private final LiveInputs liveInputs;
    private final Duration grace;
    private final BreakOffPolicy policy;

    /**
     * @param tools what the room works with
     * @param till moves the tokens
     * @param enrollments pays back what called-off classes owe
     * @param liveInputs closes what nobody will broadcast to
     * @param grace how long after the planned start a class without media was never given, and after its last media a live one is over
     * @param policy what is paid back for a class that was given in part
     */
    public SettlementDesk(
            Tools tools,
            Till till,
            Enrollments enrollments,
            LiveInputs liveInputs,
            Duration grace,
            BreakOffPolicy policy) {
        this.tools = tools;
        this.till = till;
        this.enrollments = enrollments;
        this.liveInputs = liveInputs;
        this.grace = grace;
        this.policy = policy;
    }

    @Override
    public Round runOnce(int limit) {
        Round calledOff = callOffOverdue(limit).plus(endAbandoned(limit));
        int refunded = enrollments.refundCancelled(limit);
        return calledOff.plus(new Round(refunded, refunded, 0, 0)).plus(settleEnded(limit));
    }

    private Round callOffOverdue(int limit) {
        Instant by = tools.now().minus(grace);
        List<StreamId> overdue =
                tools.storage().inTransaction(work -> work.broadcasts().listOverdue(by, by, limit));
        Round round = Round.NOTHING;
        for (StreamId id : overdue) {
            round = round.plus(guarded(id, () -> callOff(id, by)));
        }
        return round;
    }

    private Round callOff(StreamId id, Instant by) {
        Optional<StreamSession> cancelled = tools.storage()
                .inTransaction(work -> work.streams()
                        .lock(id)
                        .filter(it -> neverGiven(work, it, by))
                        .map(it -> cancel(work, it)));
        cancelled.ifPresent(liveInputs::close);
        return cancelled.isPresent() ? DONE : Round.NOTHING;
    }

    private static boolean neverGiven(UnitOfWork work, StreamSession stream, Instant by) {
        boolean media = !work.broadcasts().list(stream.id()).isEmpty();
        if (stream.status() == StreamStatus.LIVE) {
            return !media
                    && !stream.actualStart().orElse(stream.scheduledStart()).isAfter(by);
        }
        Instant due = media ? stream.scheduledEnd() : stream.scheduledStart();
        return stream.status() == StreamStatus.SCHEDULED && !due.isAfter(by);
    }

    private StreamSession cancel(UnitOfWork work, StreamSession stream) {
        Instant now = tools.now();
        StreamSession.Builder changed =
                stream.toBuilder().status(StreamStatus.CANCELLED).updatedAt(now);
        if (stream.status() == StreamStatus.LIVE) {
            work.viewers().leaveAll(Optional.of(stream.id()), now);
            changed.actualEnd(now);
        }
        Broadcasts.end(work, stream.id(), now);
        StreamSession stored = work.streams().update(changed.build());
        tools.publishAfterCommit(work, new StreamChanged(stored, StreamChanged.Change.CANCELLED));
        LOG.info("stream {} was never given and is called off", stream.id());
        return stored;
    }

    private Round endAbandoned(int limit) {
        Instant by = tools.now().minus(grace);
        List<StreamId> abandoned =
                tools.storage().inTransaction(work -> work.broadcasts().listAbandoned(by, limit));
        Round round = Round.NOTHING;
        for (StreamId id : abandoned) {
            round = round.plus(guarded(id, () -> endIfAbandoned(id, by)));
        }
        return round;
    }

    private Round endIfAbandoned(StreamId id, Instant by) {
        Optional<StreamSession> ended = tools.storage()
                .inTransaction(work -> work.streams()
                        .lock(id)
                        .filter(it -> it.status() == StreamStatus.LIVE)
                        .filter(it -> work.broadcasts().list(id).stream()
                                .allMatch(broadcast -> broadcast
                                        .endedAt()
                                        .filter(end -> !end.isAfter(by))
                                        .isPresent()))
                        .map(it -> end(work, it)));
        ended.ifPresent(liveInputs::close);
        return ended.isPresent() ? DONE : Round.NOTHING;
    }

    private StreamSession end(UnitOfWork work, StreamSession stream) {
        Instant now = tools.now();
        work.viewers().leaveAll(Optional.of(stream.id()), now);
        StreamSession stored = work.streams()
                .update(stream.toBuilder()
                        .status(StreamStatus.ENDED)
                        .actualEnd(now)
                        .recordingExpiresAt(tools.retention().recordingExpiresAt(now))
                        .migrationScheduledAt(tools.retention().migrationScheduledAt(now, stream.zone()))
                        .updatedAt(now)
                        .build());
        tools.publishAfterCommit(work, new StreamChanged(stored, StreamChanged.Change.ENDED));
        LOG.info("stream {} has had no media for {} and is ended", stream.id(), grace);
        return stored;
    }

    private Round settleEnded(int limit) {
        List<Enrollment> unsettled =
                tools.storage().inTransaction(work -> work.enrollments().listUnsettled(limit));
        Round round = Round.NOTHING;
        for (Enrollment seat : unsettled) {
            round = round.plus(guarded(
                    seat.id(), () -> tools.storage().inTransaction(work -> settle(work, seat.id()))));
        }
        return round;
    }

    /** One that cannot be settled keeps no other waiting. */
    private static Round guarded(Object id, Supplier<Round> step) {
        try {
            return step.get();
        } catch (RuntimeException fault) {
            LOG.error("{} could not be settled; the next round tries again", id, fault);
            return FAILED;
        }
    }

    private Round settle(UnitOfWork work, EnrollmentId id) {
        Optional<Enrollment> seat = work.enrollments()
                .lock(id)
                .filter(it -> it.state() == EnrollmentState.ACTIVE)
                .filter(it -> it.settledAt().isEmpty());
        Optional<StreamSession> stream =
                seat.flatMap(it -> work.streams().find(it.streamId())).filter(it -> it.status() == StreamStatus.ENDED);
        if (seat.isEmpty() || stream.isEmpty()) {
            return Round.NOTHING;
        }
        Optional<Enrollment> after = divide(work, seat.get(), stream.get());
        if (after.isEmpty()) {
            LOG.error("{} is active, but its tokens have gone another way", seat.get());
            return FAILED;
        }
        return after.get().state() == EnrollmentState.REFUND_PENDING ? SKIPPED : DONE;
    }

    private Optional<Enrollment> divide(UnitOfWork work, Enrollment seat, StreamSession stream) {
        Tokens back = policy.refund(stream.duration(), Broadcasts.delivered(work, stream), seat.tokensPaid());
        return back.isLessThan(seat.tokensPaid())
                ? till.settle(work, seat, stream.instructor(), back)
                : till.payBack(work, seat, Notice.Kind.CLASS_BROKE_OFF);
    }
}
