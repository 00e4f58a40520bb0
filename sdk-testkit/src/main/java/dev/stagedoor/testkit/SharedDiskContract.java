package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that reach the same files, on every storage: one takes a recording to where it stays, and the other goes on when that one dies. */
public abstract class SharedDiskContract {
    private static final Round DONE = new Round(1, 1, 0, 0);
    private static final Round SKIPPED = new Round(1, 0, 0, 1);

    private final Disk disk = new Disk();
    private final List<Round> meanwhile = new ArrayList<>();
    private TestPlatform stage = TestPlatform.inMemory().start();
    private TestPlatform other = stage;
    private UserId coach = new UserId(new UUID(0, 0));

    /** For implementations. */
    protected SharedDiskContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void twoNodes() {
        stage.close();
        Storage storage = emptyStorage();
        SettableClock clock = new SettableClock(TestPlatform.START);
        disk.files = new FakeRecordings(clock);
        stage = node(storage, "one", 1, clock);
        other = node(storage, "other", 2, clock);
        coach = stage.instructor("coach");
    }

    private TestPlatform node(Storage storage, String name, long seed, SettableClock clock) {
        return TestPlatform.over(storage)
                .clock(clock)
                .seed(seed)
                .with(builder -> builder.node(name).recordings(disk))
                .start();
    }

    @AfterEach
    void close() {
        stage.close();
        other.close();
    }

    /** Made and closed by node one. */
    private Recording recorded() {
        StreamSession yoga = stage.plannedClass(coach, 0);
        stage.clock().set(yoga.scheduledStart());
        stage.platform().sessions().start(coach, yoga.id());
        RecordingId id =
                stage.platform().recordings().begin(yoga.id()).orElseThrow().id();
        disk.files.recorded(id);
        stage.platform().sessions().end(coach, yoga.id());
        return stage.platform()
                .recordings()
                .finished(id, RecordingContract.AN_HOUR)
                .orElseThrow();
    }

    private Recording found(Recording recording) {
        return stage.platform().recordings().find(recording.id()).orElseThrow();
    }

    private Round storedByOther() {
        return storedByOther(10, it -> true);
    }

    private Round storedByOther(int limit, Predicate<Recording> within) {
        return other.platform().recordings().storeOnce(limit, within);
    }

    private void passes(Duration time) {
        stage.clock().advance(time);
    }

    @Test
    void what_one_node_has_closed_is_stored_by_another_that_reaches_its_files() {
        Recording recording = recorded();

        assertThat(storedByOther()).isEqualTo(DONE);

        assertThat(found(recording).assetId()).isPresent();
        assertThat(found(recording).local()).isFalse();
        assertThat(disk.files.hasLocal(recording.id())).isFalse();
        assertThat(stage.platform().recordings().storeOnce(10)).isEqualTo(Round.NOTHING);
    }

    @Test
    void a_node_that_does_not_reach_the_files_leaves_them_alone() {
        Recording recording = recorded();

        assertThat(storedByOther(10, it -> false)).isEqualTo(Round.NOTHING);

        assertThat(found(recording)).isEqualTo(recording);
    }

    @Test
    void what_is_out_of_reach_does_not_hide_what_is_not() {
        List<Recording> all = List.of(recorded(), recorded(), recorded(), recorded(), recorded());
        Recording last = all.get(4);

        assertThat(storedByOther(2, last::equals)).isEqualTo(DONE);

        assertThat(found(last).local()).isFalse();
    }

    @Test
    void no_more_are_taken_than_asked_for() {
        recorded();
        recorded();
        recorded();

        assertThat(storedByOther(2, it -> true)).isEqualTo(new Round(2, 2, 0, 0));
    }

    @Test
    void what_one_node_is_storing_another_leaves_to_it() {
        recorded();
        disk.whileStoring = () -> meanwhile.add(storedByOther());

        assertThat(stage.platform().recordings().storeOnce(10)).isEqualTo(DONE);

        assertThat(meanwhile).containsExactly(SKIPPED);
    }

    @Test
    void a_long_upload_stays_with_its_node_as_long_as_that_renews_its_lease() {
        recorded();
        disk.whileStoring = () -> {
            for (int i = 0; i < 12; i++) {
                passes(Recordings.RECORDER_INTERVAL);
                stage.platform().recordings().renewStoring();
                meanwhile.add(storedByOther());
            }
        };

        stage.platform().recordings().storeOnce(10);

        assertThat(meanwhile).hasSize(12).containsOnly(SKIPPED);
    }

    @Test
    void what_a_node_was_storing_when_it_died_is_stored_by_another_when_its_lease_has_run_out() {
        Recording recording = recorded();
        Instant now = stage.clock().instant();
        stage.storage()
                .inTransaction(work ->
                        work.recordings().takeStoring(recording.id(), "one", now, now.plus(Recordings.RECORDER_LEASE)));

        assertThat(storedByOther()).isEqualTo(SKIPPED);
        passes(Recordings.RECORDER_LEASE);
        assertThat(storedByOther()).isEqualTo(DONE);
    }

    @Test
    void a_node_whose_lease_ran_out_in_the_middle_leaves_one_asset_behind() {
        Recording recording = recorded();
        disk.whileStoring = () -> {
            disk.whileStoring = () -> {};
            passes(Recordings.RECORDER_LEASE);
            meanwhile.add(storedByOther());
        };

        stage.platform().recordings().storeOnce(10);

        assertThat(meanwhile).containsExactly(DONE);
        assertThat(found(recording).assetId()).isPresent();
        assertThat(found(recording).local()).isFalse();
        assertThat(disk.files.assets()).hasSize(1);
    }

    @Test
    void what_could_not_be_stored_may_be_tried_by_another_at_once() {
        recorded();
        disk.files.meet(FakeRecordings.Fault.SERVER_ERROR);

        assertThat(stage.platform().recordings().storeOnce(10).failed()).isEqualTo(1);

        assertThat(storedByOther()).isEqualTo(DONE);
    }

    @Test
    void what_is_to_be_deleted_is_dropped_by_another_that_reaches_its_files() {
        Recording recording = recorded();
        stage.platform().sessions().delete(coach, recording.streamId(), true);

        assertThat(storedByOther()).isEqualTo(DONE);

        assertThat(disk.files.hasLocal(recording.id())).isFalse();
        assertThat(disk.files.assets()).isEmpty();
        assertThat(found(recording).local()).isFalse();
    }

    @Test
    void what_is_still_being_recorded_is_left_alone() {
        StreamSession yoga = stage.plannedClass(coach, 0);
        stage.clock().set(yoga.scheduledStart());
        stage.platform().sessions().start(coach, yoga.id());
        assertThat(stage.platform().recordings().begin(yoga.id())).isPresent();

        assertThat(storedByOther()).isEqualTo(Round.NOTHING);
    }

    /** What both nodes see, with something that happens while a recording is under way. */
    private static final class Disk implements RecordingProvider {
        private FakeRecordings files = new FakeRecordings(new SettableClock(TestPlatform.START));
        private Runnable whileStoring = () -> {};

        @Override
        public String name() {
            return files.name();
        }

        @Override
        public Optional<StoredAsset> store(RecordingId id) {
            Optional<StoredAsset> stored = files.store(id);
            whileStoring.run();
            return stored;
        }

        @Override
        public void dropLocal(RecordingId id) {
            files.dropLocal(id);
        }

        @Override
        public DeleteResult delete(AssetId id) {
            return files.delete(id);
        }

        @Override
        public boolean exists(AssetId id) {
            return files.exists(id);
        }

        @Override
        public ReplayTicket ticket(ReplayGrant grant) {
            return files.ticket(grant);
        }

        @Override
        public AssetPage list(Optional<String> after, int limit) {
            return files.list(after, limit);
        }

        @Override
        public void close() {
            files.close();
        }
    }
}
