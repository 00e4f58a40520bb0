package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.access.Reason.Code;
import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.AudienceCount;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.enrollment.CancellationPolicy;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gate and the audience promise on every storage. */
public abstract class AudienceContract {
    private TestPlatform stage = TestPlatform.inMemory().start();
    private UserId coach = new UserId(new UUID(0, 0));
    private UserId ana = coach;

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void openThePlatform() {
        stage = TestPlatform.over(emptyStorage()).start();
        coach = stage.instructor("coach");
        ana = stage.member("ana", 100);
    }

    @AfterEach
    void closeThePlatform() {
        stage.close();
    }

    private StreamSession liveClass() {
        StreamSession yoga = stage.plannedClass(coach, 10);
        stage.enroll(ana, yoga.id());
        return stage.platform().sessions().start(coach, yoga.id()).orElseThrow();
    }

    private WatchResult.Live admitted(UserId who, StreamSession stream) {
        WatchResult result = stage.platform().audience().admit(who, stream.id());
        assertThat(result).isInstanceOf(WatchResult.Live.class);
        return (WatchResult.Live) result;
    }

    private void gateSays(UserId who, StreamSession stream, Verdict verdict, Code... codes) {
        AccessExplanation explanation = stage.platform().explainAccess(who, stream.id());
        assertThat(explanation.verdict()).isEqualTo(verdict);
        assertThat(explanation.reasons()).extracting(Reason::code).containsExactly(codes);
    }

    @Test
    void the_gate_says_what_is_true_through_the_life_of_a_class() {
        StreamSession yoga = stage.plannedClass(coach, 10);
        UserId ben = stage.member("ben", 0);
        stage.enroll(ana, yoga.id());

        gateSays(ana, yoga, Verdict.WAIT, Code.ENROLLED, Code.NOT_STARTED);
        gateSays(ben, yoga, Verdict.DENIED, Code.NOT_STARTED, Code.NOT_ENROLLED);
        gateSays(coach, yoga, Verdict.WAIT, Code.OWNER, Code.NOT_STARTED);
        stage.platform().sessions().start(coach, yoga.id());
        gateSays(ana, yoga, Verdict.WATCH_LIVE, Code.ENROLLED, Code.LIVE);
        gateSays(ben, yoga, Verdict.DENIED, Code.LIVE, Code.NOT_ENROLLED);
        gateSays(coach, yoga, Verdict.WATCH_LIVE, Code.OWNER, Code.LIVE);
        stage.platform().sessions().end(coach, yoga.id());
        gateSays(ana, yoga, Verdict.WAIT, Code.ENROLLED, Code.REPLAY_NOT_READY);
        record(yoga);
        gateSays(ana, yoga, Verdict.WATCH_REPLAY, Code.ENROLLED, Code.REPLAY_AVAILABLE);
        gateSays(ben, yoga, Verdict.DENIED, Code.REPLAY_AVAILABLE, Code.NOT_ENROLLED);
        stage.clock().advance(Duration.ofDays(7).minusSeconds(1));
        gateSays(ana, yoga, Verdict.WATCH_REPLAY, Code.ENROLLED, Code.REPLAY_AVAILABLE);
        stage.clock().advance(Duration.ofSeconds(1));
        gateSays(ana, yoga, Verdict.DENIED, Code.ENROLLED, Code.REPLAY_EXPIRED);
    }

    private void record(StreamSession stream) {
        stage.storage()
                .inTransaction(work -> work.streams()
                        .update(work.streams().lock(stream.id()).orElseThrow().toBuilder()
                                .recordingId("recording-1")
                                .build()));
    }

    @Test
    void cancelled_unknown_and_anonymous_stay_outside() {
        StreamSession yoga = stage.plannedClass(coach, 10);
        stage.enroll(ana, yoga.id());
        stage.platform().sessions().cancel(coach, yoga.id());
        StreamSession live = liveClass();

        gateSays(ana, yoga, Verdict.DENIED, Code.CANCELLED, Code.NOT_ENROLLED);
        AccessExplanation unknown = stage.platform().explainAccess(ana, new StreamId(UUID.randomUUID()));
        AccessExplanation anonymous = stage.platform().access().explainAnonymousAccess(live.id());
        assertThat(unknown.has(Code.STREAM_NOT_FOUND)).isTrue();
        assertThat(anonymous.has(Code.UNAUTHENTICATED)).isTrue();
        for (Door door : Door.values()) {
            assertThat(unknown.opens(door)).isFalse();
            assertThat(anonymous.opens(door)).isFalse();
        }
    }

    @Test
    void who_has_no_seat_gets_no_ticket() {
        StreamSession yoga = liveClass();
        UserId ben = stage.member("ben", 0);

        assertThat(stage.platform().audience().admit(ben, yoga.id())).isInstanceOf(WatchResult.Denied.class);
    }

    @Test
    void people_are_counted_and_not_devices_and_the_peak_stays() {
        StreamSession yoga = liveClass();
        UserId ben = stage.member("ben", 10);
        stage.enroll(ben, yoga.id());
        FakeLiveInputs media = stage.fakeLiveInputs();
        WatchResult.Live phone = admitted(ana, yoga);
        WatchResult.Live tablet = admitted(ana, yoga);
        WatchResult.Live laptop = admitted(ben, yoga);

        assertThat(media.watch(phone.ticket())).isTrue();
        assertThat(media.watch(tablet.ticket())).isTrue();
        assertThat(media.watch(laptop.ticket())).isTrue();
        assertThat(media.watch(admitted(coach, yoga).ticket())).isTrue();
        assertThat(stage.platform().audience().count(yoga.id())).isEqualTo(new AudienceCount(2, 2));
        media.leave(laptop.ticket());
        media.leave(phone.ticket());
        assertThat(stage.platform().audience().count(yoga.id())).isEqualTo(new AudienceCount(1, 2));
        media.leave(tablet.ticket());
        assertThat(stage.platform().audience().count(yoga.id())).isEqualTo(new AudienceCount(0, 2));
    }

    @Test
    void one_device_more_than_a_seat_allows_is_refused_until_another_leaves() {
        StreamSession yoga = liveClass();
        List<WatchResult.Live> devices =
                IntStream.range(0, 3).mapToObj(n -> admitted(ana, yoga)).toList();
        devices.forEach(device ->
                assertThat(stage.fakeLiveInputs().watch(device.ticket())).isTrue());

        assertThat(stage.platform().audience().admit(ana, yoga.id())).isEqualTo(new WatchResult.TooManyDevices(3));
        stage.platform().audience().leave(ana, devices.get(1).viewerSessionId());
        assertThat(stage.fakeLiveInputs().isWatching(devices.get(1).viewerSessionId()))
                .isFalse();
        admitted(ana, yoga);
    }

    @Test
    void tickets_that_were_never_used_give_way_and_become_worthless() {
        StreamSession yoga = liveClass();
        WatchResult.Live first = admitted(ana, yoga);
        IntStream.range(0, 3).forEach(n -> admitted(ana, yoga));

        assertThat(stage.fakeLiveInputs().watch(first.ticket())).isFalse();
    }

    @Test
    void a_seat_that_was_given_back_is_cut_off_at_once() {
        stage.close();
        stage = TestPlatform.over(emptyStorage())
                .with(builder ->
                        builder.cancellationPolicy((stream, enrollment, now) -> CancellationPolicy.Decision.REFUND))
                .start();
        coach = stage.instructor("coach");
        ana = stage.member("ana", 100);
        StreamSession yoga = liveClass();
        WatchResult.Live phone = admitted(ana, yoga);
        stage.fakeLiveInputs().watch(phone.ticket());

        stage.platform().enrollments().cancel(ana, yoga.id());

        assertThat(stage.fakeLiveInputs().isWatching(phone.viewerSessionId())).isFalse();
        assertThat(stage.fakeLiveInputs().watch(phone.ticket())).isFalse();
        assertThat(stage.platform().audience().count(yoga.id()).viewers()).isZero();
    }

    @Test
    void a_device_that_reconnects_with_its_ticket_is_welcome_while_there_is_room() {
        StreamSession yoga = liveClass();
        WatchResult.Live phone = admitted(ana, yoga);
        stage.fakeLiveInputs().watch(phone.ticket());
        stage.fakeLiveInputs().leave(phone.ticket());

        assertThat(stage.fakeLiveInputs().watch(phone.ticket())).isTrue();
        assertThat(stage.platform().audience().count(yoga.id()).viewers()).isEqualTo(1);
    }

    @Test
    void ending_the_class_ends_it_for_everybody() {
        StreamSession yoga = liveClass();
        BroadcastResult broadcast = stage.platform().sessions().broadcast(coach, yoga.id());
        assertThat(broadcast)
                .isInstanceOfSatisfying(
                        BroadcastResult.Ready.class,
                        ready -> assertThat(stage.fakeLiveInputs().publish(ready.liveInput()))
                                .isTrue());
        WatchResult.Live phone = admitted(ana, yoga);
        stage.fakeLiveInputs().watch(phone.ticket());

        stage.platform().sessions().end(coach, yoga.id());

        assertThat(stage.fakeLiveInputs().isWatching(phone.viewerSessionId())).isFalse();
        assertThat(stage.platform().audience().count(yoga.id())).isEqualTo(new AudienceCount(0, 1));
        assertThat(stage.fakeLiveInputs().publish(((BroadcastResult.Ready) broadcast).liveInput()))
                .isFalse();
        assertThat(stage.platform().audience().admit(ana, yoga.id())).isInstanceOf(WatchResult.Denied.class);
    }

    @Test
    void a_restart_lets_go_of_devices_and_makes_live_inputs_again() {
        StreamSession yoga = liveClass();
        stage.fakeLiveInputs().watch(admitted(ana, yoga).ticket());

        try (TestPlatform next = TestPlatform.over(stage.storage()).seed(2).start()) {
            assertThat(next.platform().audience().count(yoga.id()).viewers()).isZero();
            assertThat(next.platform().audience().admit(ana, yoga.id())).isInstanceOf(WatchResult.Live.class);
        }
    }

    @Test
    void listeners_hear_what_was_committed_and_nothing_else() {
        List<DomainEvent> heard = new ArrayList<>();
        StreamSession yoga = liveClass();
        UserId ben = stage.member("ben", 5);
        stage.platform().events().subscribe(heard::add);
        stage.platform().events().subscribe(event -> {
            throw new IllegalStateException("a listener that fails");
        });

        stage.enroll(ben, yoga.id());
        assertThat(heard).isEmpty();
        stage.fakeLiveInputs().watch(admitted(ana, yoga).ticket());
        assertThat(heard).containsExactly(new DomainEvent.AudienceChanged(yoga.id(), 1, 1));
        stage.platform().sessions().end(coach, yoga.id());
        assertThat(heard)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                DomainEvent.StreamChanged.class,
                                it -> assertThat(it.change()).isEqualTo(DomainEvent.StreamChanged.Change.ENDED)));
    }
}
