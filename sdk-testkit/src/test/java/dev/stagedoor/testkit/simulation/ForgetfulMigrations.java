package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.RecordingStore;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.storage.WorkoutStore;
import dev.stagedoor.testkit.InMemoryStorage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Planted: a migration neither remembers what it did nor looks whether it was done, and no constraint keeps a class from becoming two workouts. */
final class ForgetfulMigrations implements Ground {
    @Override
    public Storage empty() {
        return new InMemoryStorage();
    }

    @Override
    public Storage seenBy(Storage durable, CrashSwitch crash) {
        return new CrashingStorage(new Forgetful(durable), crash);
    }

    private record Forgetful(Storage durable) implements Storage {
        @Override
        public <T> T inTransaction(Function<UnitOfWork, T> work) {
            return durable.inTransaction(unit ->
                    work.apply(Interception.of(UnitOfWork.class, unit, (method, real) -> switch (method.getName()) {
                        case "workouts" -> new Workouts(unit.workouts());
                        case "recordings" -> forgetful(unit.recordings());
                        default -> real.make();
                    })));
        }

        private static RecordingStore forgetful(RecordingStore store) {
            return Interception.without(
                    RecordingStore.class,
                    store,
                    (method, arguments) -> method.getName().equals("update")
                            && ((Recording) arguments[0]).state() == RecordingState.MIGRATED);
        }

        @Override
        public void ping() {
            durable.ping();
        }

        @Override
        public void close() {
            durable.close();
        }
    }

    private record Workouts(WorkoutStore real) implements WorkoutStore {
        @Override
        public void insert(Workout it) {
            real.insert(new Workout(
                    it.id(),
                    it.title(),
                    it.description(),
                    it.thumbnailUrl(),
                    it.duration(),
                    it.videoId(),
                    it.createdAt(),
                    Optional.empty(),
                    it.recordingId(),
                    it.instructor()));
        }

        @Override
        public Optional<Workout> find(WorkoutId id) {
            return real.find(id);
        }

        @Override
        public Optional<Workout> findBySource(StreamId source) {
            return Optional.empty();
        }

        @Override
        public List<Workout> list(String text, Optional<Position> after, int limit) {
            return real.list(text, after, limit);
        }
    }
}
