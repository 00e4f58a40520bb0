package dev.stagedoor.core.internal;

import dev.stagedoor.core.Violation;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.event.DomainEvent.StreamChanged;
import dev.stagedoor.core.event.DomainEvent.StreamChanged.Change;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.InstructorPage;
import dev.stagedoor.core.session.InstructorQuery;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.SessionResult.Done;
import dev.stagedoor.core.session.SessionResult.HasPaidEnrollments;
import dev.stagedoor.core.session.SessionResult.IdConflict;
import dev.stagedoor.core.session.SessionResult.IllegalMove;
import dev.stagedoor.core.session.SessionResult.Invalid;
import dev.stagedoor.core.session.SessionResult.NotFound;
import dev.stagedoor.core.session.SessionResult.NotInstructor;
import dev.stagedoor.core.session.SessionResult.NotOwner;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamEdit;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamPage;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** {@link StreamSessions} over the storage. */
public final class SessionDesk implements StreamSessions {
    private static final int REFUNDS_AT_ONCE = 500;

    private final Tools tools;
    private final LiveInputs liveInputs;
    private final Enrollments enrollments;
    private final RecordingDesk recordings;
    private final SessionListing listing;

    /**
     * @param tools what the room works with
     * @param liveInputs keeps live inputs
     * @param enrollments pays back
     * @param recordings closes what deleted classes leave
     */
    public SessionDesk(Tools tools, LiveInputs liveInputs, Enrollments enrollments, RecordingDesk recordings) {
        this.tools = tools;
        this.liveInputs = liveInputs;
        this.enrollments = enrollments;
        this.recordings = recordings;
        this.listing = new SessionListing(tools.storage());
    }

    @Override
    public SessionResult create(UserId instructor, StreamDraft draft) {
        return create(new StreamId(tools.ids().next()), instructor, draft);
    }

    @Override
    public SessionResult create(StreamId id, UserId instructor, StreamDraft draft) {
        SessionResult result = tools.storage().inTransaction(work -> insert(work, id, instructor, draft));
        return result instanceof Done done ? new Done(liveInputs.tryEnsure(done.stream())) : result;
    }

    private SessionResult insert(UnitOfWork work, StreamId id, UserId instructor, StreamDraft draft) {
        Optional<StreamSession> known = work.streams().find(id);
        if (known.isPresent()) {
            return known.get().instructor().equals(instructor) ? new Done(known.get()) : new IdConflict(id);
        }
        if (work.accounts()
                .find(instructor)
                .filter(it -> it.has(Role.INSTRUCTOR))
                .isEmpty()) {
            return new NotInstructor();
        }
        Instant now = tools.now();
        List<Violation> violations = DraftCheck.violations(draft, now);
        if (!violations.isEmpty()) {
            return new Invalid(violations);
        }
        StreamSession stream = StreamSession.planned(id, instructor, DraftCheck.normal(draft), now)
                .build();
        if (!work.streams().insert(stream)) {
            return new IdConflict(id);
        }
        return done(work, stream, Change.CREATED);
    }

    @Override
    public Optional<StreamSession> find(StreamId id) {
        return tools.storage().inTransaction(work -> work.streams().find(id));
    }

    @Override
    public StreamPage browse(StreamQuery query) {
        return listing.browse(query);
    }

    @Override
    public InstructorPage listOwn(UserId instructor, InstructorQuery query) {
        return listing.listOwn(instructor, query);
    }

    @Override
    public Optional<StreamStatistics> statistics(StreamId id) {
        return tools.storage()
                .inTransaction(work -> Optional.ofNullable(
                        work.streams().statistics(Set.of(id)).get(id)));
    }

    @Override
    public SessionResult edit(UserId actor, StreamId id, StreamEdit edit) {
        return owned(actor, id, (work, stream) -> edited(work, stream, edit));
    }

    private SessionResult edited(UnitOfWork work, StreamSession stream, StreamEdit edit) {
        StreamDraft before = StreamDraft.from(stream);
        StreamDraft after = DraftCheck.normal(edit.apply(before));
        boolean onlyWords = DraftCheck.differOnlyInWords(before, after);
        if (stream.status() == StreamStatus.CANCELLED || (stream.status() != StreamStatus.SCHEDULED && !onlyWords)) {
            return new IllegalMove(stream.status(), "edit");
        }
        List<Violation> violations = DraftCheck.editViolations(stream, after, tools.now());
        if (!violations.isEmpty()) {
            return new Invalid(violations);
        }
        Integer capacity =
                after.capacity().isPresent() ? (Integer) after.capacity().getAsInt() : null;
        StreamSession.Builder changed = stream.toBuilder()
                .title(after.title())
                .description(after.description())
                .scheduledStart(after.scheduledStart())
                .zone(after.zone())
                .duration(after.duration())
                .price(after.price())
                .capacity(capacity);
        return store(work, changed, Change.EDITED);
    }

    @Override
    public SessionResult duplicate(StreamId newId, UserId actor, StreamId source) {
        Optional<StreamSession> original = find(source);
        if (original.isEmpty()) {
            return new NotFound(source);
        }
        if (!original.get().instructor().equals(actor)) {
            return new NotOwner(source);
        }
        StreamDraft draft = StreamDraft.from(original.get());
        ZonedDateTime next = draft.scheduledStart().atZone(draft.zone()).plusWeeks(1);
        while (!next.toInstant().isAfter(tools.now())) {
            next = next.plusWeeks(1);
        }
        return create(newId, actor, draft.scheduledStart(next.toInstant()));
    }

    @Override
    public SessionResult picture(UserId actor, StreamId id, Optional<String> url) {
        return owned(
                actor,
                id,
                (work, stream) -> store(work, stream.toBuilder().thumbnailUrl(url.orElse(null)), Change.EDITED));
    }

    @Override
    public SessionResult start(UserId actor, StreamId id) {
        SessionResult result = owned(
                actor,
                id,
                (work, stream) -> move(
                        work,
                        stream,
                        "start",
                        StreamStatus.LIVE,
                        Change.STARTED,
                        (builder, now) -> builder.actualStart(now)));
        return result instanceof Done done ? new Done(liveInputs.tryEnsure(done.stream())) : result;
    }

    @Override
    public SessionResult end(UserId actor, StreamId id) {
        SessionResult result = owned(
                actor,
                id,
                (work, stream) -> move(
                        work,
                        stream,
                        "end",
                        StreamStatus.ENDED,
                        Change.ENDED,
                        (builder, now) -> builder.actualEnd(now)
                                .recordingExpiresAt(tools.retention().recordingExpiresAt(now))
                                .migrationScheduledAt(tools.retention().migrationScheduledAt(now, stream.zone()))));
        if (result instanceof Done done) {
            liveInputs.close(done.stream());
        }
        return result;
    }

    @Override
    public SessionResult cancel(UserId actor, StreamId id) {
        SessionResult result = owned(actor, id, this::cancelled);
        if (result instanceof Done done) {
            liveInputs.close(done.stream());
            refundAll();
            return new Done(find(id).orElse(done.stream()));
        }
        return result;
    }

    private SessionResult cancelled(UnitOfWork work, StreamSession stream) {
        boolean live = stream.status() == StreamStatus.LIVE;
        return move(
                work,
                stream,
                "cancel",
                StreamStatus.CANCELLED,
                Change.CANCELLED,
                (builder, now) -> live ? builder.actualEnd(now) : builder);
    }

    @Override
    public SessionResult delete(UserId actor, StreamId id, boolean refund) {
        SessionResult result = owned(actor, id, (work, stream) -> deleted(work, stream, refund));
        if (result instanceof Done done) {
            liveInputs.delete(done.stream());
            refundAll();
        }
        return result;
    }

    private SessionResult deleted(UnitOfWork work, StreamSession stream, boolean refund) {
        if (stream.status() == StreamStatus.LIVE) {
            return new IllegalMove(stream.status(), "delete");
        }
        long paid = refund ? 0 : work.enrollments().countPaid(stream.id());
        if (paid > 0) {
            return new HasPaidEnrollments(paid);
        }
        recordings.condemnAll(work, stream.id(), "the class was deleted");
        work.streams().delete(stream.id());
        return done(work, stream, Change.DELETED);
    }

    private void refundAll() {
        int refunded = REFUNDS_AT_ONCE;
        while (refunded == REFUNDS_AT_ONCE) {
            refunded = enrollments.refundCancelled(REFUNDS_AT_ONCE);
        }
    }

    @Override
    public BroadcastResult broadcast(UserId actor, StreamId id) {
        Optional<StreamSession> found = find(id);
        if (found.isEmpty()) {
            return new BroadcastResult.NotFound();
        }
        StreamSession stream = found.get();
        if (!stream.instructor().equals(actor)) {
            return new BroadcastResult.NotOwner();
        }
        boolean open = stream.status() == StreamStatus.SCHEDULED || stream.status() == StreamStatus.LIVE;
        return open
                ? new BroadcastResult.Ready(liveInputs.ensure(stream))
                : new BroadcastResult.Closed(stream.status());
    }

    private SessionResult owned(
            UserId actor, StreamId id, BiFunction<UnitOfWork, StreamSession, SessionResult> command) {
        return tools.storage().inTransaction(work -> {
            Optional<StreamSession> found = work.streams().lock(id);
            if (found.isEmpty()) {
                return new NotFound(id);
            }
            return found.get().instructor().equals(actor) ? command.apply(work, found.get()) : new NotOwner(id);
        });
    }

    private SessionResult move(
            UnitOfWork work,
            StreamSession stream,
            String command,
            StreamStatus next,
            Change change,
            BiFunction<StreamSession.Builder, Instant, StreamSession.Builder> effect) {
        if (!stream.status().mayBecome(next)) {
            return new IllegalMove(stream.status(), command);
        }
        if (stream.status() == StreamStatus.LIVE) {
            work.viewers().leaveAll(Optional.of(stream.id()), tools.now());
        }
        return store(work, effect.apply(stream.toBuilder().status(next), tools.now()), change);
    }

    private SessionResult store(UnitOfWork work, StreamSession.Builder changed, Change change) {
        return done(work, work.streams().update(changed.updatedAt(tools.now()).build()), change);
    }

    private Done done(UnitOfWork work, StreamSession stream, Change change) {
        tools.publishAfterCommit(work, new StreamChanged(stream, change));
        return new Done(stream);
    }
}
