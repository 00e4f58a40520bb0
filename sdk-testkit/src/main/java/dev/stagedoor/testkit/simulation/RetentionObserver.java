package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.FakeRecordings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold about recordings, worked out from facts of classes and seats alone. */
final class RetentionObserver {
    /** So many seats make a class worth keeping. */
    static final int POPULAR = 2;

    private static final Duration REPLAY = Duration.ofHours(7 * 24);
    private static final Set<RecordingState> KEPT =
            Set.of(RecordingState.READY, RecordingState.RETAINED, RecordingState.MIGRATED);
    private static final Set<RecordingState> GIVEN_UP =
            Set.of(RecordingState.DELETING, RecordingState.DELETED, RecordingState.FAILED);

    private final Storage durable;
    private final FakeRecordings provider;
    private final InstantSource clock;
    private final List<StreamId> courses;
    private final List<String> broken = new ArrayList<>();

    RetentionObserver(Storage durable, FakeRecordings provider, InstantSource clock, List<StreamId> courses) {
        this.durable = durable;
        this.provider = provider;
        this.clock = clock;
        this.courses = courses;
    }

    /** {@return the provider; each local copy that goes too early is noticed} */
    RecordingProvider watching(RecordingProvider real) {
        return Interception.seeing(RecordingProvider.class, real, (method, arguments) -> {
            if (method.getName().equals("dropLocal")) {
                dropping((RecordingId) arguments[0]);
            }
        });
    }

    private void dropping(RecordingId id) {
        Recording recording =
                durable.inTransaction(work -> work.recordings().find(id)).orElseThrow();
        boolean stored = recording.assetId().filter(provider.assets()::contains).isPresent();
        if (!stored && !GIVEN_UP.contains(recording.state())) {
            broken.add("R4 the local copy of " + id + " goes, and no stored one is written down");
        }
    }

    Optional<StreamSession> session(StreamId id) {
        return durable.inTransaction(work -> work.streams().find(id));
    }

    private List<Recording> recordings(StreamId id) {
        return durable.inTransaction(work -> work.recordings().listFor(id));
    }

    private boolean qualifies(StreamId id) {
        return durable.inTransaction(work -> work.enrollments().listIn(id, EnrollmentState.ACTIVE, 100))
                        .size()
                >= POPULAR;
    }

    List<String> broken(StreamingPlatform platform, List<UserId> people) {
        List<String> found = new ArrayList<>(broken);
        for (StreamId course : courses) {
            session(course)
                    .filter(it -> it.status() == StreamStatus.ENDED)
                    .ifPresent(it -> checkEnded(it, platform, people, found));
        }
        List<AssetId> deletions = provider.deletions();
        if (new HashSet<>(deletions).size() < deletions.size()) {
            found.add("R2 an asset was deleted twice: " + deletions);
        }
        checkWorkouts(found);
        return found;
    }

    private void checkWorkouts(List<String> found) {
        Set<RecordingId> seen = new HashSet<>();
        List<Workout> all = durable.inTransaction(work -> work.workouts().list("", Optional.empty(), 1_000));
        for (Workout workout : all) {
            if (!workout.recordingId().map(seen::add).orElse(false)) {
                found.add("R5 a class became two workouts: " + workout);
            }
            if (!provider.assets().contains(new AssetId(workout.videoId()))) {
                found.add("R1 the video of a workout is gone: " + workout);
            }
        }
    }

    private void checkEnded(StreamSession stream, StreamingPlatform platform, List<UserId> people, List<String> found) {
        boolean over = !clock.instant().isBefore(expiry(stream));
        boolean mustBeKept = !over || qualifies(stream.id());
        for (Recording recording : recordings(stream.id())) {
            if (recording.state() == RecordingState.RECORDING || recording.state() == RecordingState.FAILED) {
                continue;
            }
            if (mustBeKept && !(KEPT.contains(recording.state()) && isThere(recording))) {
                found.add("R1 it has to be kept at " + clock.instant() + ": " + recording);
            }
            if (recording.state() == RecordingState.READY && recording.watchable()) {
                checkGate(stream, over, platform, people, found);
            }
        }
    }

    private static Instant expiry(StreamSession stream) {
        return stream.actualEnd().orElseThrow().plus(REPLAY);
    }

    private boolean isThere(Recording recording) {
        return provider.hasLocal(recording.id())
                || recording.assetId().filter(provider.assets()::contains).isPresent();
    }

    private void checkGate(
            StreamSession stream, boolean over, StreamingPlatform platform, List<UserId> people, List<String> found) {
        for (UserId person : people) {
            boolean seat = durable.inTransaction(work -> work.enrollments().find(person, stream.id()))
                    .filter(it -> it.state() == EnrollmentState.ACTIVE)
                    .isPresent();
            boolean may = platform.explainAccess(person, stream.id()).verdict() == Verdict.WATCH_REPLAY;
            if (may != (seat && !over)) {
                found.add("the gate says " + may + " to " + person + " about " + stream);
            }
        }
    }

    /** {@return what is not over although its time is} */
    List<String> stuck() {
        List<String> found = new ArrayList<>();
        Set<AssetId> left = new HashSet<>(provider.assets());
        for (StreamId course : courses) {
            for (Recording recording : recordings(course)) {
                RecordingState expected = end(course, recording);
                if (recording.state() != expected || provider.hasLocal(recording.id()) || recording.local()) {
                    found.add("stuck, and should be " + expected + ": " + recording);
                }
                if (recording.state() == RecordingState.MIGRATED) {
                    recording.assetId().ifPresent(left::remove);
                }
            }
        }
        if (!left.isEmpty()) {
            found.add("orphans are left: " + left);
        }
        return found;
    }

    private RecordingState end(StreamId course, Recording recording) {
        if (recording.state() == RecordingState.FAILED) {
            return RecordingState.FAILED;
        }
        Optional<StreamSession> ended = session(course).filter(it -> it.status() == StreamStatus.ENDED);
        if (ended.isEmpty()) {
            // a workout outlives its class
            return recording.state() == RecordingState.MIGRATED ? RecordingState.MIGRATED : RecordingState.DELETED;
        }
        return qualifies(course) ? RecordingState.MIGRATED : RecordingState.DELETED;
    }
}
