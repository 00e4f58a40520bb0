package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.Audience;
import dev.stagedoor.core.audience.AudienceCount;
import dev.stagedoor.core.audience.BeatResult;
import dev.stagedoor.core.audience.ViewerSession;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.enrollment.CancellationPolicy;
import dev.stagedoor.core.recording.Claim;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the platform does itself, on every storage, for providers that neither count viewers nor record: beats of devices, and one recorder a class among the nodes. */
public abstract class HostedProviderContract {
    private TestPlatform stage = TestPlatform.inMemory().start();
    private TestPlatform other = stage;
    private UserId coach = new UserId(new UUID(0, 0));
    private UserId ana = coach;
    private UserId ben = coach;
    private StreamSession yoga = stage.plannedClass(stage.instructor("nobody"), 10);

    /** For implementations. */
    protected HostedProviderContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void twoNodesAndALiveClass() {
        stage.close();
        Storage storage = emptyStorage();
        stage = node(storage, "one", 1, new SettableClock(TestPlatform.START));
        other = node(storage, "other", 2, stage.clock());
        coach = stage.instructor("coach");
        ana = stage.member("ana", 100);
        ben = stage.member("ben", 100);
        StreamSession planned = stage.plannedClass(coach, 10);
        stage.enroll(ana, planned.id());
        stage.enroll(ben, planned.id());
        yoga = stage.platform().sessions().start(coach, planned.id()).orElseThrow();
    }

    private static TestPlatform node(Storage storage, String name, long seed, SettableClock clock) {
        return TestPlatform.over(storage)
                .clock(clock)
                .seed(seed)
                .liveInputs(FakeLiveInputs::hosted)
                .with(builder -> builder.node(name)
                        .cancellationPolicy((stream, enrollment, now) -> CancellationPolicy.Decision.REFUND))
                .start();
    }

    @AfterEach
    void close() {
        stage.close();
        other.close();
    }

    private ViewerSessionId admitted(UserId who) {
        return ((WatchResult.Live) stage.platform().audience().admit(who, yoga.id())).viewerSessionId();
    }

    private BeatResult beat(UserId who, ViewerSessionId device) {
        return stage.platform().audience().beat(who, device);
    }

    private ViewerSessionId watching(UserId who) {
        ViewerSessionId device = admitted(who);
        assertThat(beat(who, device)).isInstanceOf(BeatResult.Counted.class);
        return device;
    }

    private AudienceCount count() {
        return stage.platform().audience().count(yoga.id());
    }

    private int lapse() {
        return other.platform().audience().lapseOnce(100);
    }

    private ViewerSession row(ViewerSessionId device) {
        return stage.storage()
                .inTransaction(work -> work.viewers().find(device))
                .orElseThrow();
    }

    @Test
    void people_are_counted_by_beats_and_not_devices() {
        ViewerSessionId phone = admitted(ana);
        assertThat(count()).isEqualTo(new AudienceCount(0, 0));

        assertThat(beat(ana, phone)).isEqualTo(new BeatResult.Counted(new AudienceCount(1, 1)));
        watching(ana);
        ViewerSessionId laptop = watching(ben);
        assertThat(count()).isEqualTo(new AudienceCount(2, 2));
        stage.platform().audience().leave(ben, laptop);
        assertThat(count()).isEqualTo(new AudienceCount(1, 2));
    }

    @Test
    void a_device_that_falls_silent_left_at_its_last_beat() {
        ViewerSessionId phone = watching(ana);
        stage.clock().advance(Audience.BEAT_INTERVAL);
        beat(ana, phone);
        Instant lastBeat = stage.clock().instant();

        stage.clock().advance(Audience.BEAT_LEASE.minusMillis(1));
        assertThat(lapse()).isZero();
        stage.clock().advance(Duration.ofMillis(1));
        assertThat(lapse()).isEqualTo(1);
        assertThat(lapse()).isZero();
        assertThat(row(phone).leftAt()).contains(lastBeat);
        assertThat(count()).isEqualTo(new AudienceCount(0, 1));
    }

    @Test
    void a_device_that_speaks_again_is_back_since_it_first_joined() {
        ViewerSessionId phone = watching(ana);
        Optional<Instant> joined = row(phone).joinedAt();
        stage.clock().advance(Duration.ofMinutes(2));
        lapse();

        assertThat(beat(ana, phone)).isEqualTo(new BeatResult.Counted(new AudienceCount(1, 1)));
        assertThat(row(phone).joinedAt()).isEqualTo(joined);
        assertThat(row(phone).leftAt()).isEmpty();
    }

    @Test
    void a_ticket_that_was_never_used_does_not_lapse() {
        ViewerSessionId phone = admitted(ana);
        stage.clock().advance(Duration.ofMinutes(2));

        assertThat(lapse()).isZero();
        assertThat(row(phone).leftAt()).isEmpty();
    }

    @Test
    void who_gave_the_seat_back_is_told_with_the_next_beat_and_counted_no_more() {
        ViewerSessionId phone = watching(ana);

        stage.platform().enrollments().cancel(ana, yoga.id());

        assertThat(beat(ana, phone)).isInstanceOf(BeatResult.Denied.class);
        assertThat(beat(ana, phone)).isInstanceOf(BeatResult.Denied.class);
        assertThat(count().viewers()).isZero();
    }

    @Test
    void nobody_is_counted_once_the_class_has_ended() {
        ViewerSessionId phone = watching(ana);
        stage.platform().sessions().end(coach, yoga.id());

        assertThat(beat(ana, phone)).isInstanceOf(BeatResult.Denied.class);
        assertThat(count()).isEqualTo(new AudienceCount(0, 1));
    }

    @Test
    void somebody_elses_device_and_an_unknown_one_look_the_same() {
        ViewerSessionId phone = watching(ana);

        assertThat(beat(ben, phone)).isEqualTo(new BeatResult.Unknown());
        assertThat(beat(ben, new ViewerSessionId(new UUID(9, 9)))).isEqualTo(new BeatResult.Unknown());
        assertThat(count().viewers()).isEqualTo(1);
    }

    @Test
    void a_device_whose_place_went_to_another_has_to_be_admitted_again() {
        ViewerSessionId first = admitted(ana);
        IntStream.range(0, Audience.DEFAULT_DEVICES_PER_SEAT).forEach(n -> watching(ana));

        assertThat(beat(ana, first)).isEqualTo(new BeatResult.Unknown());
    }

    @Test
    void a_clock_that_goes_back_makes_no_device_silent() {
        ViewerSessionId phone = watching(ana);
        stage.clock().set(stage.clock().instant().minusSeconds(300));
        beat(ana, phone);
        stage.clock().advance(Duration.ofSeconds(310));

        assertThat(lapse()).isZero();
    }

    private Optional<Claim> claim(TestPlatform node) {
        return node.platform().recordings().claim(yoga.id(), it -> true);
    }

    private Recording claimed(TestPlatform node) {
        Recording recording = claim(node).orElseThrow().recording();
        node.fakeRecordings().recorded(recording.id());
        return recording;
    }

    private void leaseRunsOut() {
        stage.clock().advance(Recordings.RECORDER_LEASE);
    }

    private void end() {
        stage.platform().sessions().end(coach, yoga.id());
    }

    private RecordingState state(RecordingId id) {
        return stage.platform().recordings().find(id).orElseThrow().state();
    }

    @Test
    void one_node_has_the_class_as_long_as_it_renews_its_claim() {
        Recording recording = claimed(stage);

        for (int i = 0; i < 12; i++) {
            stage.clock().advance(Recordings.RECORDER_INTERVAL);
            assertThat(claim(stage)).contains(new Claim(recording, Optional.empty()));
            assertThat(claim(other)).isEmpty();
        }
    }

    @Test
    void of_two_nodes_that_claim_at_once_one_gets_it() {
        List<Callable<Integer>> both = List.of(
                () -> claim(stage).isPresent() ? 1 : 0, () -> claim(other).isPresent() ? 1 : 0);

        assertThat(AtOnce.callAll(both).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(1);
    }

    @Test
    void a_node_that_stopped_renewing_loses_the_class_to_the_next_one_which_goes_on_with_the_same_recording() {
        Recording before = claimed(stage);
        leaseRunsOut();

        Claim taken = claim(other).orElseThrow();

        assertThat(taken.takenOverFrom()).contains("one");
        assertThat(taken.recording().id()).isEqualTo(before.id());
        assertThat(taken.recording().node()).isEqualTo("other");
        assertThat(taken.recording().lastError().orElse("")).contains("node one stopped recording");
        assertThat(claim(stage)).isEmpty();
    }

    @Test
    void a_node_that_wakes_up_too_late_finishes_nothing() {
        Recording recording = claimed(stage);
        leaseRunsOut();
        claim(other);
        end();

        stage.platform().recordings().finished(recording.id(), RecordingContract.AN_HOUR);
        assertThat(state(recording.id())).isEqualTo(RecordingState.RECORDING);
        other.platform().recordings().finished(recording.id(), RecordingContract.AN_HOUR);
        assertThat(state(recording.id())).isEqualTo(RecordingState.READY);
    }

    @Test
    void a_claim_that_is_given_up_is_free_at_once() {
        claimed(stage);

        other.platform().recordings().release(yoga.id());
        assertThat(claim(other)).isEmpty();
        stage.platform().recordings().release(yoga.id());
        assertThat(claim(other)).isPresent();
    }

    @Test
    void what_is_not_live_cannot_be_claimed() {
        StreamSession later = stage.plannedClass(coach, 0);
        end();

        assertThat(stage.platform().recordings().claim(later.id(), it -> true)).isEmpty();
        assertThat(claim(stage)).isEmpty();
        assertThat(stage.platform().recordings().claim(new StreamId(new UUID(9, 9)), it -> true))
                .isEmpty();
    }

    @Test
    void what_a_dead_node_left_open_of_an_ended_class_is_claimed_by_another_once() {
        Recording recording = claimed(stage);
        end();
        assertThat(other.platform().recordings().claimEnded(10, it -> true)).isEmpty();
        leaseRunsOut();

        List<Claim> left = other.platform().recordings().claimEnded(10, it -> true);
        assertThat(left).extracting(it -> it.recording().id()).containsExactly(recording.id());
        assertThat(left.get(0).takenOverFrom()).contains("one");
        assertThat(stage.platform().recordings().claimEnded(10, it -> true)).isEmpty();
        other.platform().recordings().finished(recording.id(), RecordingContract.AN_HOUR);
        leaseRunsOut();
        assertThat(stage.platform().recordings().claimEnded(10, it -> true)).isEmpty();
    }

    @Test
    void a_class_that_is_called_off_while_it_is_claimed_leaves_nothing_to_watch() {
        Recording recording = claimed(stage);
        stage.platform().sessions().cancel(coach, yoga.id());

        assertThat(claim(stage)).isEmpty();
        stage.platform().recordings().finished(recording.id(), RecordingContract.AN_HOUR);
        assertThat(state(recording.id())).isEqualTo(RecordingState.DELETING);
    }

    @Test
    void a_node_that_cannot_reach_the_files_records_a_part_of_its_own_and_the_longest_part_is_the_replay() {
        Recording before = claimed(stage);
        leaseRunsOut();

        Recording part = other.platform()
                .recordings()
                .claim(yoga.id(), it -> false)
                .orElseThrow()
                .recording();
        assertThat(part.id()).isNotEqualTo(before.id());
        assertThat(part.lastError().orElse("")).contains("node one stopped");
        end();
        assertThat(other.platform().recordings().claimEnded(10, it -> false)).isEmpty();
        finish(other, part, Duration.ofMinutes(20));
        finish(stage, before, Duration.ofMinutes(30));
        assertThat(replayed()).contains(before.id().toString());
    }

    @Test
    void a_shorter_part_that_comes_late_does_not_take_the_replays_place() {
        Recording before = claimed(stage);
        leaseRunsOut();
        Recording part = other.platform()
                .recordings()
                .claim(yoga.id(), it -> false)
                .orElseThrow()
                .recording();
        end();
        finish(other, part, Duration.ofMinutes(20));
        finish(stage, before, Duration.ofMinutes(5));

        assertThat(replayed()).contains(part.id().toString());
        assertThat(state(before.id())).isEqualTo(RecordingState.READY);
    }

    private static void finish(TestPlatform node, Recording recording, Duration length) {
        node.platform()
                .recordings()
                .finished(recording.id(), new RecordingFacts(length, 1000, 1280, 720, "H264", "opus", 0));
    }

    private Optional<String> replayed() {
        return stage.platform().sessions().find(yoga.id()).orElseThrow().recordingId();
    }
}
