package dev.stagedoor.core.internal;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.access.Reason.Code;
import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.Catalog;
import dev.stagedoor.core.catalog.CatalogAccessPolicy;
import dev.stagedoor.core.catalog.WatchWorkoutResult;
import dev.stagedoor.core.catalog.WatchWorkoutResult.Denied;
import dev.stagedoor.core.catalog.WatchWorkoutResult.Unavailable;
import dev.stagedoor.core.catalog.WatchWorkoutResult.Watch;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.catalog.WorkoutPage;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.storage.WorkoutStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link Catalog} over the storage. */
public final class CatalogDesk implements Catalog {
    private static final int MOST = 100;
    private static final UserId NOBODY = new UserId(new UUID(0, 0));
    private static final String UNREACHABLE = "The video cannot be reached at the moment. Try again in a minute.";

    private final Tools tools;
    private final Replays replays;
    private final CatalogAccessPolicy policy;

    /**
     * @param tools what the room works with
     * @param replays signs what players need
     * @param policy who may watch besides those who had a seat
     */
    public CatalogDesk(Tools tools, Replays replays, CatalogAccessPolicy policy) {
        this.tools = tools;
        this.replays = replays;
        this.policy = policy;
    }

    @Override
    public WorkoutPage browse(String text, Optional<String> cursor, int limit) {
        int most = Math.max(1, Math.min(limit, MOST));
        String searched = text.indexOf('\0') < 0 ? text : "";
        List<Workout> found = tools.storage()
                .inTransaction(work -> work.workouts().list(searched, cursor.flatMap(CatalogDesk::position), most + 1));
        boolean more = found.size() > most;
        List<Workout> page = more ? found.subList(0, most) : found;
        return new WorkoutPage(page, more ? Optional.of(cursorOf(page.get(most - 1))) : Optional.empty());
    }

    private static String cursorOf(Workout last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.createdAt()) + "_" + last.id();
    }

    private static Optional<WorkoutStore.Position> position(String cursor) {
        String[] parts = cursor.split("_", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
            return WorkoutId.parse(parts[1])
                    .filter(id -> Cursor.storable(at))
                    .map(id -> new WorkoutStore.Position(at, id));
        } catch (NumberFormatException | DateTimeException | ArithmeticException foreign) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Workout> find(WorkoutId id) {
        return tools.storage().inTransaction(work -> work.workouts().find(id));
    }

    @Override
    public AccessExplanation explainAccess(Optional<UserId> user, WorkoutId id) {
        return tools.storage()
                .inTransaction(work -> explain(work, user, work.workouts().find(id)));
    }

    private AccessExplanation explain(UnitOfWork work, Optional<UserId> user, Optional<Workout> workout) {
        if (workout.isEmpty()) {
            return denied(reason(Code.WORKOUT_NOT_FOUND, "There is no such workout.", Optional.empty()));
        }
        Reason inCatalog = reason(
                Code.IN_CATALOG,
                "The workout can be watched.",
                Optional.of(workout.get().createdAt()));
        Optional<Reason> right =
                user.flatMap(it -> rightOf(work, it, workout.get())).or(() -> openTo(user));
        return right.map(it -> new AccessExplanation(Verdict.WATCH_REPLAY, List.of(it, inCatalog)))
                .orElseGet(() -> denied(inCatalog, lacking(user)));
    }

    private Optional<Reason> rightOf(UnitOfWork work, UserId user, Workout workout) {
        if (workout.instructor().equals(Optional.of(user))) {
            return Optional.of(reason(Code.OWNER, "This is your class.", Optional.empty()));
        }
        return workout.source()
                .flatMap(source -> work.enrollments().find(user, source))
                .filter(seat -> seat.state() == EnrollmentState.ACTIVE)
                .map(Enrollment::createdAt)
                .map(since -> reason(Code.ENROLLED, "You had a seat in this class, and keep it.", Optional.of(since)));
    }

    private Optional<Reason> openTo(Optional<UserId> user) {
        if (policy == CatalogAccessPolicy.EVERYBODY) {
            return Optional.of(reason(Code.OPEN_TO_EVERYBODY, "The catalog is open to everybody.", Optional.empty()));
        }
        return policy == CatalogAccessPolicy.MEMBERS && user.isPresent()
                ? Optional.of(reason(Code.OPEN_TO_MEMBERS, "The catalog is open to members.", Optional.empty()))
                : Optional.empty();
    }

    private static Reason lacking(Optional<UserId> user) {
        return user.isPresent()
                ? reason(Code.NOT_ENROLLED, "Those who had a seat in this class can watch it.", Optional.empty())
                : reason(Code.UNAUTHENTICATED, "Sign in to watch.", Optional.empty());
    }

    private static AccessExplanation denied(Reason... reasons) {
        return new AccessExplanation(Verdict.DENIED, List.of(reasons));
    }

    private static Reason reason(Code code, String message, Optional<Instant> at) {
        return new Reason(code, message, at);
    }

    /** What was found: the gate's word, and what plays. */
    private record Asked(AccessExplanation explanation, Optional<Recording> recording) {}

    @Override
    public WatchWorkoutResult watch(Optional<UserId> user, WorkoutId id) {
        Asked asked = tools.storage().inTransaction(work -> {
            Optional<Workout> workout = work.workouts().find(id);
            return new Asked(
                    explain(work, user, workout),
                    workout.flatMap(Workout::recordingId)
                            .flatMap(work.recordings()::find)
                            .filter(Recording::watchable));
        });
        if (asked.explanation().verdict() != Verdict.WATCH_REPLAY) {
            return new Denied(asked.explanation());
        }
        return asked.recording()
                .flatMap(recording -> replays.ticket(recording, user.orElse(NOBODY), Optional.empty())
                        .<WatchWorkoutResult>map(ticket -> new Watch(recording.id(), ticket)))
                .orElseGet(() -> new Unavailable(UNREACHABLE));
    }
}
