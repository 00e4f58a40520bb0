package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.catalog.CatalogAccessPolicy;
import dev.stagedoor.core.catalog.WatchWorkoutResult;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a class, its replay and its workout: what the gate explains is what the doors do. */
class GateNeverDisagreesTest {
    private static final RecordingFacts FACTS =
            new RecordingFacts(Duration.ofMinutes(50), 1_000, 1280, 720, "H264", "opus", 0);

    @Test
    void the_explanation_and_the_verdict_of_every_door_are_one() {
        Simulation.seeds(1, 400, GateNeverDisagreesTest::aRandomLife);
    }

    private static void aRandomLife(long seed) {
        Random random = new Random(seed);
        CatalogAccessPolicy policy = CatalogAccessPolicy.values()[random.nextInt(3)];
        RetentionPolicy retention = RetentionPolicy.DEFAULT
                .withMigrationMonths(random.nextInt(3))
                .withPopularity(PopularityPolicy.atLeast(random.nextInt(2), 0));
        try (TestPlatform stage = TestPlatform.inMemory()
                .seed(seed)
                .with(it -> it.retention(retention).catalogAccess(policy))
                .start()) {
            UserId coach = stage.instructor("coach");
            List<UserId> people = List.of(coach, stage.member("ana", 100), stage.member("ben", 100));
            StreamSession yoga = stage.plannedClass(coach, random.nextInt(2) * 30L);
            for (int step = 0; step < 14; step++) {
                something(stage, random, coach, people, yoga.id());
                people.forEach(who -> agrees(seed, stage, who, yoga.id()));
                workouts(stage).forEach(it -> people.forEach(who -> agrees(seed, stage, Optional.of(who), it)));
                workouts(stage).forEach(it -> agrees(seed, stage, Optional.empty(), it));
            }
        }
    }

    private static List<Workout> workouts(TestPlatform stage) {
        return stage.platform().catalog().browse("", Optional.empty(), 10).workouts();
    }

    private static void something(TestPlatform stage, Random random, UserId coach, List<UserId> people, StreamId yoga) {
        switch (random.nextInt(9)) {
            case 0, 1 -> stage.enroll(people.get(1), yoga);
            case 2 -> stage.platform().sessions().start(coach, yoga);
            case 3 ->
                stage.platform()
                        .recordings()
                        .begin(yoga)
                        .map(Recording::id)
                        .ifPresent(stage.fakeRecordings()::recorded);
            case 4 -> {
                stage.platform().sessions().end(coach, yoga);
                stage.platform()
                        .recordings()
                        .unfinished()
                        .forEach(it -> stage.platform().recordings().finished(it.id(), FACTS));
            }
            case 5 -> {
                stage.platform().recordings().storeOnce(10);
                stage.platform().retention().cleanup(10);
                stage.platform().retention().migrate(10);
            }
            case 6 -> stage.clock().advance(Duration.ofDays(random.nextInt(70)));
            case 7 -> stage.clock().advance(Duration.ofHours(random.nextInt(30)));
            default -> {
                if (random.nextInt(4) == 0) {
                    stage.platform().sessions().cancel(coach, yoga);
                }
                stage.platform().settlements().runOnce();
            }
        }
    }

    private static void agrees(long seed, TestPlatform stage, UserId who, StreamId yoga) {
        AccessExplanation said = stage.platform().explainAccess(who, yoga);
        WatchResult done = stage.platform().audience().admit(who, yoga);
        if (said.opens(Door.HLS)) {
            assertThat(done).as("seed %d", seed).isInstanceOf(WatchResult.Replay.class);
        } else if (said.opens(Door.WHEP)) {
            assertThat(done)
                    .as("seed %d", seed)
                    .isInstanceOfAny(WatchResult.Live.class, WatchResult.TooManyDevices.class);
        } else {
            assertThat(done).as("seed %d", seed).isEqualTo(new WatchResult.Denied(said));
        }
    }

    private static void agrees(long seed, TestPlatform stage, Optional<UserId> who, Workout workout) {
        AccessExplanation said = stage.platform().catalog().explainAccess(who, workout.id());
        WatchWorkoutResult done = stage.platform().catalog().watch(who, workout.id());
        if (said.opens(Door.HLS)) {
            assertThat(done).as("seed %d", seed).isInstanceOf(WatchWorkoutResult.Watch.class);
        } else {
            assertThat(done).as("seed %d", seed).isEqualTo(new WatchWorkoutResult.Denied(said));
        }
    }
}
