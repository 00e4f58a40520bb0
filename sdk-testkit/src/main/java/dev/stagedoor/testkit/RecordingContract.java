package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.FakeRecordings.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the first picture of a class to its replay, on every storage. */
public abstract class RecordingContract {
    static final RecordingFacts AN_HOUR =
            new RecordingFacts(Duration.ofMinutes(58), 600_000_000, 1280, 720, "H264", "opus", 0);

    private TestPlatform stage = TestPlatform.inMemory().start();
    private UserId coach = stage.instructor("nobody");
    private UserId ana = coach;
    private StreamSession yoga = stage.plannedClass(coach, 30);

    /** For implementations. */
    protected RecordingContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void aClassWithOneSeatSold() {
        stage.close();
        stage = TestPlatform.over(emptyStorage()).start();
        coach = stage.instructor("coach");
        ana = stage.member("ana", 100);
        yoga = stage.plannedClass(coach, 30);
        stage.enroll(ana, yoga.id());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Recording begin() {
        stage.clock().set(yoga.scheduledStart());
        stage.platform().sessions().start(coach, yoga.id());
        Recording recording = stage.platform().recordings().begin(yoga.id()).orElseThrow();
        stage.fakeRecordings().recorded(recording.id());
        return recording;
    }

    private void end() {
        stage.clock().advance(Duration.ofHours(1));
        stage.platform().sessions().end(coach, yoga.id());
    }

    private Recording finish(RecordingId id) {
        return stage.platform().recordings().finished(id, AN_HOUR).orElseThrow();
    }

    private Recording recorded() {
        Recording recording = begin();
        end();
        return finish(recording.id());
    }

    private Recording found(RecordingId id) {
        return stage.platform().recordings().find(id).orElseThrow();
    }

    private StreamSession session() {
        return stage.platform().sessions().find(yoga.id()).orElseThrow();
    }

    private WatchResult watch() {
        return stage.platform().audience().admit(ana, yoga.id());
    }

    @Test
    void a_class_that_is_not_live_is_not_recorded() {
        assertThat(stage.platform().recordings().begin(yoga.id())).isEmpty();
    }

    @Test
    void a_broadcast_that_comes_back_goes_on_in_the_same_recording() {
        Recording first = begin();

        assertThat(stage.platform().recordings().begin(yoga.id())).contains(first);
    }

    @Test
    void two_who_begin_at_the_same_moment_share_one_recording() {
        stage.clock().set(yoga.scheduledStart());
        stage.platform().sessions().start(coach, yoga.id());
        List<Callable<RecordingId>> both = IntStream.range(0, 4)
                .<Callable<RecordingId>>mapToObj(i -> () -> stage.platform()
                        .recordings()
                        .begin(yoga.id())
                        .orElseThrow()
                        .id())
                .toList();

        assertThat(AtOnce.callAll(both))
                .containsOnly(stage.platform()
                        .recordings()
                        .forStream(yoga.id())
                        .orElseThrow()
                        .id());
    }

    @Test
    void a_closed_recording_can_be_watched_by_those_with_a_seat_until_the_replay_ends() {
        Recording recording = recorded();

        assertThat(recording.state()).isEqualTo(RecordingState.READY);
        assertThat(watch()).isInstanceOfSatisfying(WatchResult.Replay.class, replay -> {
            assertThat(replay.recordingId()).isEqualTo(recording.id());
            assertThat(replay.accessEndsAt())
                    .isEqualTo(session().recordingExpiresAt().orElseThrow());
        });
    }

    @Test
    void a_ticket_ends_with_the_right_when_that_ends_first() {
        recorded();
        Instant end = session().recordingExpiresAt().orElseThrow();
        stage.clock().set(end.minusSeconds(60));

        assertThat(((WatchResult.Replay) watch()).ticket().expiresAt()).isEqualTo(end);
    }

    @Test
    void before_the_recording_is_closed_the_gate_says_wait() {
        begin();
        end();

        assertThat(stage.platform().explainAccess(ana, yoga.id()).verdict()).isEqualTo(Verdict.WAIT);
    }

    @Test
    void after_seven_days_to_the_second_the_replay_is_over() {
        recorded();
        Instant end = session().actualEnd().orElseThrow();

        stage.clock().set(end.plus(Duration.ofHours(168)).minusSeconds(1));
        assertThat(watch()).isInstanceOf(WatchResult.Replay.class);
        stage.clock().set(end.plus(Duration.ofHours(168)));
        assertThat(stage.platform().explainAccess(ana, yoga.id()).has(Reason.Code.REPLAY_EXPIRED))
                .isTrue();
    }

    @Test
    void closing_twice_is_closing_once() {
        Recording recording = recorded();

        assertThat(finish(recording.id())).isEqualTo(recording);
    }

    @Test
    void a_recording_stays_open_while_its_class_is_live() {
        Recording recording = begin();

        assertThat(finish(recording.id()).state()).isEqualTo(RecordingState.RECORDING);
    }

    @Test
    void the_recording_of_a_class_that_was_called_off_is_deleted() {
        Recording recording = begin();
        stage.platform().sessions().cancel(coach, yoga.id());

        assertThat(finish(recording.id()).state()).isEqualTo(RecordingState.DELETING);
    }

    @Test
    void the_recording_of_a_deleted_class_is_closed_in_the_same_moment() {
        Recording recording = recorded();

        stage.platform().sessions().delete(coach, yoga.id(), true);

        assertThat(found(recording.id()).state()).isEqualTo(RecordingState.DELETING);
    }

    @Test
    void a_recording_with_nothing_in_it_failed() {
        Recording recording = begin();
        end();

        Recording closed = stage.platform()
                .recordings()
                .finished(recording.id(), new RecordingFacts(Duration.ZERO, 0, 0, 0, "", "", 0))
                .orElseThrow();

        assertThat(closed.state()).isEqualTo(RecordingState.FAILED);
        assertThat(stage.platform().explainAccess(ana, yoga.id()).verdict()).isEqualTo(Verdict.WAIT);
    }

    @Test
    void what_was_open_when_the_process_died_is_known_to_the_next_one() {
        Recording recording = begin();

        assertThat(stage.platform().recordings().unfinished())
                .extracting(Recording::id)
                .containsExactly(recording.id());
    }

    @Test
    void the_local_copy_goes_after_the_stored_one_is_written_down() {
        Recording recording = recorded();

        Round round = stage.platform().recordings().storeOnce(10);

        assertThat(round).isEqualTo(new Round(1, 1, 0, 0));
        assertThat(found(recording.id()).assetId()).isPresent();
        assertThat(found(recording.id()).local()).isFalse();
        assertThat(stage.fakeRecordings().hasLocal(recording.id())).isFalse();
    }

    @Test
    void a_store_that_fails_leaves_the_local_copy_and_the_replay() {
        Recording recording = recorded();
        stage.fakeRecordings().meet(Fault.SERVER_ERROR);

        assertThat(stage.platform().recordings().storeOnce(10).failed()).isEqualTo(1);

        assertThat(stage.fakeRecordings().hasLocal(recording.id())).isTrue();
        assertThat(watch()).isInstanceOf(WatchResult.Replay.class);
    }

    @Test
    void a_store_whose_answer_was_lost_is_taken_up_by_the_next_round() {
        recorded();
        stage.fakeRecordings().meet(Fault.TIME_OUT_AFTER_EFFECT);
        stage.platform().recordings().storeOnce(10);

        assertThat(stage.platform().recordings().storeOnce(10).done()).isEqualTo(1);
        assertThat(stage.fakeRecordings().assets()).hasSize(1);
    }

    @Test
    void another_node_does_not_touch_what_it_does_not_have() {
        recorded();
        TestPlatform other = TestPlatform.over(stage.storage())
                .with(builder -> builder.node("other"))
                .start();

        assertThat(other.platform().recordings().storeOnce(10)).isEqualTo(Round.NOTHING);
        assertThat(other.platform().recordings().unfinished()).isEmpty();
    }
}
