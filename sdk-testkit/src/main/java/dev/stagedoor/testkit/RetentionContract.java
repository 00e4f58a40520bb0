package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.catalog.CatalogAccessPolicy;
import dev.stagedoor.core.catalog.WatchWorkoutResult;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.retention.PlannedAction;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.retention.RetentionEntry.Action;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.FakeRecordings.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of recordings when their time is over, on every storage. */
public abstract class RetentionContract {
    private static final RetentionPolicy KEEPS_WHAT_SOLD =
            RetentionPolicy.DEFAULT.withPopularity(PopularityPolicy.atLeast(1, 0));

    private TestPlatform stage = TestPlatform.inMemory().start();
    private UserId coach = stage.instructor("nobody");
    private UserId ana = coach;

    /** For implementations. */
    protected RetentionContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void classesThatSoldASeatQualify() {
        open(KEEPS_WHAT_SOLD, UnaryOperator.identity());
    }

    private void open(RetentionPolicy policy, UnaryOperator<StreamingPlatform.Builder> more) {
        stage.close();
        stage = TestPlatform.over(emptyStorage())
                .with(builder -> more.apply(builder.retention(policy)))
                .start();
        coach = stage.instructor("coach");
        ana = stage.member("ana", 1000);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private StreamSession given(boolean sold) {
        StreamSession planned = stage.plannedClass(coach, 30);
        if (sold) {
            stage.enroll(ana, planned.id());
        }
        stage.clock().set(planned.scheduledStart());
        stage.platform().sessions().start(coach, planned.id());
        Recording recording = stage.platform().recordings().begin(planned.id()).orElseThrow();
        stage.fakeRecordings().recorded(recording.id());
        stage.clock().advance(Duration.ofHours(1));
        stage.platform().sessions().end(coach, planned.id());
        stage.platform().recordings().finished(recording.id(), RecordingContract.AN_HOUR);
        stage.platform().recordings().storeOnce(10);
        return session(planned);
    }

    private StreamSession session(StreamSession stream) {
        return stage.platform().sessions().find(stream.id()).orElseThrow();
    }

    private Recording recording(StreamSession stream) {
        return stage.platform().recordings().forStream(stream.id()).orElseThrow();
    }

    private void atReplayEnd(StreamSession stream) {
        stage.clock().set(stream.recordingExpiresAt().orElseThrow());
    }

    private void atMigrationDate(StreamSession stream) {
        stage.clock().set(stream.migrationScheduledAt().orElseThrow());
    }

    private Round cleanup() {
        return stage.platform().retention().cleanup(100);
    }

    private Round migrate() {
        return stage.platform().retention().migrate(100);
    }

    private List<Action> log() {
        return stage.platform().retention().log(100).stream()
                .map(RetentionEntry::action)
                .toList();
    }

    private Optional<Workout> workout() {
        return stage.platform().catalog().browse("", Optional.empty(), 10).workouts().stream()
                .findFirst();
    }

    @Test
    void the_node_that_has_a_condemned_recording_drops_it_so_that_any_node_can_delete_it() {
        StreamSession yoga = stage.plannedClass(coach, 0);
        stage.clock().set(yoga.scheduledStart());
        stage.platform().sessions().start(coach, yoga.id());
        Recording recording = stage.platform().recordings().begin(yoga.id()).orElseThrow();
        stage.fakeRecordings().recorded(recording.id());
        stage.platform().sessions().end(coach, yoga.id());
        stage.platform().recordings().finished(recording.id(), RecordingContract.AN_HOUR);
        stage.platform().sessions().delete(coach, yoga.id(), true);

        stage.platform().recordings().storeOnce(10);

        assertThat(stage.fakeRecordings().hasLocal(recording.id())).isFalse();
        assertThat(stage.fakeRecordings().assets()).isEmpty();
        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETING);
        assertThat(recording(yoga).local()).isFalse();
    }

    @Test
    void nothing_is_touched_a_second_before_the_replay_ends() {
        StreamSession yoga = given(false);
        stage.clock().set(yoga.recordingExpiresAt().orElseThrow().minusSeconds(1));

        assertThat(cleanup()).isEqualTo(Round.NOTHING);
        assertThat(recording(yoga).state()).isEqualTo(RecordingState.READY);
    }

    @Test
    void a_class_that_does_not_qualify_is_deleted_when_its_replay_ends() {
        StreamSession yoga = given(false);
        atReplayEnd(yoga);

        cleanup();

        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETED);
        assertThat(stage.fakeRecordings().assets()).isEmpty();
        assertThat(session(yoga).recordingId()).isEmpty();
        assertThat(log()).containsExactly(Action.DELETED, Action.CONDEMNED);
    }

    @Test
    void a_class_that_qualifies_is_kept_but_closed() {
        StreamSession yoga = given(true);
        atReplayEnd(yoga);

        cleanup();

        assertThat(recording(yoga).state()).isEqualTo(RecordingState.RETAINED);
        assertThat(stage.fakeRecordings().assets()).hasSize(1);
        assertThat(stage.platform().explainAccess(ana, yoga.id()).has(Reason.Code.REPLAY_EXPIRED))
                .isTrue();
    }

    @Test
    void a_class_that_stops_qualifying_while_it_waits_is_deleted_then() {
        StreamSession yoga = given(true);
        atReplayEnd(yoga);
        cleanup();
        TestPlatform stricter = TestPlatform.over(stage.storage())
                .with(builder -> builder.recordings(stage.fakeRecordings())
                        .retention(RetentionPolicy.DEFAULT.withPopularity(PopularityPolicy.NO_CLASS)))
                .start();
        stricter.clock().set(stage.clock().instant().plus(Duration.ofDays(1)));

        stricter.platform().retention().cleanup(100);

        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETED);
    }

    @Test
    void a_class_that_qualifies_becomes_one_workout_at_its_date() {
        StreamSession yoga = given(true);
        atReplayEnd(yoga);
        cleanup();
        atMigrationDate(yoga);

        assertThat(migrate().done()).isEqualTo(1);
        assertThat(migrate()).isEqualTo(Round.NOTHING);

        assertThat(workout()).hasValueSatisfying(it -> {
            assertThat(it.title()).isEqualTo(yoga.title());
            assertThat(it.source()).contains(yoga.id());
            assertThat(it.duration()).isEqualTo(Duration.ofMinutes(58));
            assertThat(session(yoga).migratedToWorkoutId()).contains(it.id().value());
        });
        assertThat(recording(yoga).state()).isEqualTo(RecordingState.MIGRATED);
    }

    @Test
    void nothing_migrates_a_second_before_its_date() {
        StreamSession yoga = given(true);
        stage.clock().set(yoga.migrationScheduledAt().orElseThrow().minusSeconds(1));

        assertThat(migrate()).isEqualTo(Round.NOTHING);
    }

    @Test
    void a_workout_is_never_deleted_by_the_cleanup() {
        StreamSession yoga = given(true);
        atReplayEnd(yoga);
        cleanup();
        atMigrationDate(yoga);
        migrate();
        stage.clock().advance(Duration.ofDays(400));

        assertThat(cleanup()).isEqualTo(Round.NOTHING);
        assertThat(stage.fakeRecordings().assets()).hasSize(1);
    }

    @Test
    void a_migration_before_the_replay_ends_does_not_cut_the_replay_short() {
        open(KEEPS_WHAT_SOLD.withMigrationMonths(0), UnaryOperator.identity());
        StreamSession yoga = given(true);

        assertThat(migrate().done()).isEqualTo(1);

        assertThat(stage.platform().explainAccess(ana, yoga.id()).verdict()).isEqualTo(Verdict.WATCH_REPLAY);
        stage.clock().set(yoga.recordingExpiresAt().orElseThrow().minusSeconds(1));
        assertThat(stage.platform().audience().admit(ana, yoga.id())).isInstanceOf(WatchResult.Replay.class);
    }

    @Test
    void a_class_that_does_not_qualify_at_an_early_date_keeps_its_replay_to_the_end() {
        open(RetentionPolicy.DEFAULT.withMigrationMonths(0).withPopularity(PopularityPolicy.NO_CLASS), it -> it);
        StreamSession yoga = given(true);

        migrate();
        cleanup();

        assertThat(recording(yoga).state()).isEqualTo(RecordingState.READY);
        atReplayEnd(yoga);
        cleanup();
        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETED);
    }

    @Test
    void what_is_not_stored_yet_waits_with_its_migration() {
        open(KEEPS_WHAT_SOLD.withMigrationMonths(0), UnaryOperator.identity());
        StreamSession planned = stage.plannedClass(coach, 30);
        stage.enroll(ana, planned.id());
        stage.clock().set(planned.scheduledStart());
        stage.platform().sessions().start(coach, planned.id());
        Recording recording = stage.platform().recordings().begin(planned.id()).orElseThrow();
        stage.fakeRecordings().recorded(recording.id());
        stage.platform().sessions().end(coach, planned.id());
        stage.platform().recordings().finished(recording.id(), RecordingContract.AN_HOUR);

        assertThat(migrate()).isEqualTo(new Round(1, 0, 0, 1));
        assertThat(workout()).isEmpty();
    }

    @Test
    void one_that_was_gone_already_counts_as_deleted() {
        StreamSession yoga = given(false);
        stage.fakeRecordings().lose(recording(yoga).assetId().orElseThrow());
        atReplayEnd(yoga);

        cleanup();

        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETED);
    }

    @Test
    void one_that_the_provider_still_works_on_is_tried_again_later() {
        StreamSession yoga = given(false);
        atReplayEnd(yoga);
        stage.fakeRecordings().meet(Fault.STILL_IN_USE);

        assertThat(cleanup().skipped()).isEqualTo(1);
        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETING);
        stage.clock().advance(Duration.ofMinutes(2));
        assertThat(cleanup().done()).isEqualTo(1);
    }

    @Test
    void a_deletion_whose_answer_was_lost_is_finished_by_the_next_round() {
        StreamSession yoga = given(false);
        atReplayEnd(yoga);
        stage.fakeRecordings().meet(Fault.TIME_OUT_AFTER_EFFECT);

        assertThat(cleanup().failed()).isEqualTo(1);
        stage.clock().advance(Duration.ofMinutes(1));
        cleanup();

        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETED);
        assertThat(stage.fakeRecordings().deletions()).hasSize(1);
    }

    @Test
    void pauses_between_attempts_grow() {
        StreamSession yoga = given(false);
        atReplayEnd(yoga);
        stage.fakeRecordings().meet(Fault.SERVER_ERROR, Fault.SERVER_ERROR, Fault.SERVER_ERROR);

        cleanup();
        Instant first = recording(yoga).dueAt().orElseThrow();
        stage.clock().set(first);
        cleanup();
        Instant second = recording(yoga).dueAt().orElseThrow();

        assertThat(Duration.between(stage.clock().instant(), second)).isEqualTo(Duration.ofMinutes(2));
        assertThat(recording(yoga).lastError()).isPresent();
    }

    @Test
    void when_the_provider_asks_for_a_pause_the_whole_round_pauses() {
        IntStream.range(0, 6).forEach(i -> given(false));
        stage.clock().advance(Duration.ofDays(8));
        stage.fakeRecordings().meet(Fault.RATE_LIMITED);

        Round round = cleanup();

        assertThat(round.failed()).isEqualTo(1);
        assertThat(stage.fakeRecordings().deletions()).isEmpty();
        stage.clock().advance(FakeRecordings.PAUSE.plus(Duration.ofMinutes(6)));
        cleanup();
        assertThat(stage.fakeRecordings().assets()).isEmpty();
    }

    @Test
    void several_nodes_that_sweep_at_once_do_each_thing_once() {
        List<StreamSession> classes =
                IntStream.range(0, 8).mapToObj(i -> given(i % 2 == 0)).toList();
        atMigrationDate(classes.get(7));
        List<Callable<Round>> nodes = IntStream.range(0, 4)
                .<Callable<Round>>mapToObj(i -> () -> cleanup().plus(migrate()))
                .toList();

        AtOnce.callAll(nodes);
        cleanup();
        migrate();

        assertThat(stage.fakeRecordings().deletions()).hasSize(4);
        assertThat(stage.platform().catalog().browse("", Optional.empty(), 100).workouts())
                .hasSize(4);
        assertThat(log().stream().filter(Action.DELETED::equals)).hasSize(4);
        assertThat(log().stream().filter(Action.MIGRATED::equals)).hasSize(4);
    }

    @Test
    void a_plan_says_what_would_happen_and_why_and_changes_nothing() {
        StreamSession sold = given(true);
        StreamSession unsold = given(false);
        stage.clock().set(unsold.recordingExpiresAt().orElseThrow());

        List<PlannedAction> plan = stage.platform().retention().planCleanup(10);

        assertThat(plan).extracting(PlannedAction::action).containsExactly(Action.RETAINED, Action.DELETED);
        assertThat(plan)
                .extracting(PlannedAction::why)
                .allSatisfy(why -> assertThat(why).contains("1 needed"));
        assertThat(recording(sold).state()).isEqualTo(RecordingState.READY);
        assertThat(log()).isEmpty();
    }

    @Test
    void a_plan_of_migrations_names_the_class() {
        StreamSession yoga = given(true);
        atMigrationDate(yoga);

        assertThat(stage.platform().retention().planMigration(10))
                .extracting(PlannedAction::streamId)
                .containsExactly(Optional.of(yoga.id()));
    }

    @Test
    void an_asset_that_nobody_owns_is_deleted_a_day_later() {
        given(true);
        stage.fakeRecordings().plant(new AssetId("left-over"));

        stage.platform().retention().orphans(100);
        assertThat(stage.fakeRecordings().assets()).contains(new AssetId("left-over"));
        stage.clock().advance(Duration.ofHours(25));
        stage.platform().retention().orphans(100);

        assertThat(stage.fakeRecordings().assets()).hasSize(1).doesNotContain(new AssetId("left-over"));
        assertThat(log()).containsExactly(Action.ORPHAN_DELETED);
    }

    @Test
    void a_recording_whose_asset_is_gone_is_closed_and_counted_as_failed() {
        StreamSession yoga = given(true);
        stage.fakeRecordings().lose(recording(yoga).assetId().orElseThrow());

        assertThat(stage.platform().retention().orphans(100).failed()).isEqualTo(1);

        assertThat(recording(yoga).state()).isEqualTo(RecordingState.DELETED);
        assertThat(stage.platform().explainAccess(ana, yoga.id()).verdict()).isEqualTo(Verdict.WAIT);
        assertThat(log()).containsExactly(Action.ASSET_MISSING);
    }

    private Workout migrated() {
        StreamSession yoga = given(true);
        atReplayEnd(yoga);
        cleanup();
        atMigrationDate(yoga);
        migrate();
        return workout().orElseThrow();
    }

    @Test
    void who_paid_keeps_the_class_in_the_catalog_and_nobody_else_has_it() {
        Workout workout = migrated();
        UserId ben = stage.member("ben", 0);

        assertThat(stage.platform().catalog().watch(Optional.of(ana), workout.id()))
                .isInstanceOf(WatchWorkoutResult.Watch.class);
        assertThat(stage.platform().catalog().watch(Optional.of(coach), workout.id()))
                .isInstanceOf(WatchWorkoutResult.Watch.class);
        assertThat(stage.platform().catalog().watch(Optional.of(ben), workout.id()))
                .isInstanceOf(WatchWorkoutResult.Denied.class);
        assertThat(stage.platform().catalog().watch(Optional.empty(), workout.id()))
                .isInstanceOf(WatchWorkoutResult.Denied.class);
    }

    @Test
    void a_policy_can_open_the_catalog_to_members() {
        open(KEEPS_WHAT_SOLD, builder -> builder.catalogAccess(CatalogAccessPolicy.MEMBERS));
        Workout workout = migrated();
        UserId ben = stage.member("ben", 0);

        assertThat(stage.platform().catalog().watch(Optional.of(ben), workout.id()))
                .isInstanceOf(WatchWorkoutResult.Watch.class);
        assertThat(stage.platform().catalog().watch(Optional.empty(), workout.id()))
                .isInstanceOf(WatchWorkoutResult.Denied.class);
    }

    @Test
    void the_catalog_is_searched_by_title_and_read_page_by_page() {
        Workout workout = migrated();

        assertThat(stage.platform()
                        .catalog()
                        .browse("MORNING", Optional.empty(), 10)
                        .workouts())
                .containsExactly(workout);
        assertThat(stage.platform()
                        .catalog()
                        .browse("50%", Optional.empty(), 10)
                        .workouts())
                .isEmpty();
        assertThat(stage.platform()
                        .catalog()
                        .browse("", Optional.of("nonsense"), 1)
                        .workouts())
                .containsExactly(workout);
    }
}
