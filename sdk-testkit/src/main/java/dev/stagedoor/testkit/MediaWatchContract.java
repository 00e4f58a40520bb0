package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.BreakOffPolicy;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvent.BroadcastChanged;
import dev.stagedoor.core.media.LiveInputEvent.PublisherGone;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.MediaException;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.MediaWatch;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a class whose server dies, is paused, or loses reports, on every storage. A class of an hour, a seat of 30 tokens. */
public abstract class MediaWatchContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(30);

    private final List<TestPlatform> nodes = new ArrayList<>();
    private TestPlatform node = TestPlatform.inMemory().start();
    private UserId coach = node.instructor("nobody");
    private UserId ana = coach;
    private StreamSession yoga = node.plannedClass(coach, 30);

    /** For implementations. */
    protected MediaWatchContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void aLiveClassWithOneSeatSold() {
        node.close();
        node = started(TestPlatform.over(emptyStorage()));
        coach = node.instructor("coach");
        ana = node.member("ana", 100);
        yoga = node.plannedClass(coach, 30, draft -> draft.duration(HOUR));
        node.enroll(ana, yoga.id());
        node.clock().set(yoga.scheduledStart());
        node.platform().sessions().start(coach, yoga.id());
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(node.ledger().audit()).isEmpty();
        nodes.forEach(TestPlatform::close);
    }

    private TestPlatform started(TestPlatform.Options options) {
        return started(options, builder -> builder);
    }

    private TestPlatform started(TestPlatform.Options options, UnaryOperator<StreamingPlatform.Builder> more) {
        TestPlatform platform = options.seed(nodes.size() + 1)
                .with(builder -> more.apply(builder.breakOffPolicy(BreakOffPolicy.proRataBelow(100))))
                .start();
        platform.platform().mediaWatch().lookOnce();
        nodes.add(platform);
        return platform;
    }

    /** A process of its own on the same storage: it knows nothing of another's media. */
    private TestPlatform anotherNode() {
        return started(TestPlatform.over(node.storage()).clock(node.clock()));
    }

    private void broadcastAt(TestPlatform platform) {
        BroadcastResult ready = platform.platform().sessions().broadcast(coach, yoga.id());
        assertThat(platform.fakeLiveInputs().publish(((BroadcastResult.Ready) ready).liveInput()))
                .isTrue();
    }

    /** Lets time pass while these nodes look as often as they should. */
    private void pass(Duration length, TestPlatform... awake) {
        for (Duration gone = Duration.ZERO; gone.compareTo(length) < 0; gone = gone.plus(MediaWatch.INTERVAL)) {
            node.clock().advance(MediaWatch.INTERVAL);
            for (TestPlatform platform : awake) {
                platform.platform().mediaWatch().lookOnce();
            }
        }
    }

    private void settle(TestPlatform platform) {
        platform.platform().mediaWatch().lookOnce();
        platform.platform().settlements().runOnce();
        platform.platform().settlements().runOnce();
    }

    private StreamStatus status() {
        return node.platform().sessions().find(yoga.id()).orElseThrow().status();
    }

    private long earnings() {
        return node.ledger().balanceOf(new LedgerAccount(LedgerAccount.Kind.EARNINGS, coach.value()));
    }

    @Test
    void a_class_whose_server_died_ends_by_itself_and_counts_as_given_until_it_was_last_seen() {
        broadcastAt(node);
        pass(Duration.ofMinutes(40), node);
        TestPlatform next = anotherNode();
        node.clock().advance(GRACE);
        settle(next);

        assertThat(status()).isEqualTo(StreamStatus.ENDED);
        assertThat(node.balance(ana)).isEqualTo(80);
        assertThat(earnings()).isEqualTo(20);
    }

    @Test
    void a_restart_within_the_grace_does_not_end_the_class() {
        broadcastAt(node);
        pass(Duration.ofMinutes(10), node);
        TestPlatform next = anotherNode();
        node.clock().advance(GRACE.minusSeconds(1));
        settle(next);
        assertThat(status()).isEqualTo(StreamStatus.LIVE);
    }

    @Test
    void a_broadcast_that_comes_back_after_a_restart_leaves_a_gap_that_was_not_given() {
        broadcastAt(node);
        pass(Duration.ofMinutes(20), node);
        TestPlatform next = anotherNode();
        node.clock().advance(Duration.ofMinutes(20));
        broadcastAt(next);
        pass(Duration.ofMinutes(20), next);
        next.platform().sessions().end(coach, yoga.id());
        settle(next);

        assertThat(node.balance(ana)).isEqualTo(80);
        assertThat(earnings()).isEqualTo(20);
    }

    @Test
    void an_instructor_who_ends_the_class_long_after_the_server_died_has_given_it_until_then() {
        broadcastAt(node);
        pass(Duration.ofMinutes(20), node);
        TestPlatform next = anotherNode();
        node.clock().advance(Duration.ofMinutes(25));
        next.platform().sessions().end(coach, yoga.id());
        settle(next);
        assertThat(node.balance(ana)).isEqualTo(90);
    }

    @Test
    void a_class_on_a_node_that_lives_is_not_ended_by_another() {
        TestPlatform other = anotherNode();
        broadcastAt(node);
        pass(HOUR, node, other);
        settle(other);
        assertThat(status()).isEqualTo(StreamStatus.LIVE);
        assertThat(other.platform().mediaWatch().lookOnce()).isZero();
    }

    @Test
    void a_node_that_was_paused_goes_on_and_the_pause_was_not_given() {
        TestPlatform other = anotherNode();
        broadcastAt(node);
        pass(Duration.ofMinutes(20), node, other);
        pass(Duration.ofMinutes(20), other);
        pass(Duration.ofMinutes(20), node, other);
        settle(other);
        assertThat(status()).isEqualTo(StreamStatus.LIVE);

        node.platform().sessions().end(coach, yoga.id());
        settle(other);
        assertThat(earnings()).isBetween(19L, 20L);
    }

    @Test
    void a_node_that_was_paused_until_the_class_was_over_sends_it_no_more() {
        TestPlatform other = anotherNode();
        broadcastAt(node);
        pass(Duration.ofMinutes(10), node, other);
        pass(GRACE.plus(MediaWatch.LEASE), other);
        settle(other);
        assertThat(status()).isEqualTo(StreamStatus.ENDED);

        node.platform().mediaWatch().lookOnce();
        assertThat(node.liveInputs().broadcasting()).isEmpty();
        assertThat(node.platform().sessions().broadcast(coach, yoga.id())).isInstanceOf(BroadcastResult.Closed.class);
    }

    @Test
    void pages_are_told_that_nobody_sees_the_broadcast_any_more() {
        broadcastAt(node);
        TestPlatform next = anotherNode();
        List<DomainEvent> told = new ArrayList<>();
        next.platform().events().subscribe(told::add);
        node.clock().advance(MediaWatch.LEASE);

        assertThat(next.platform().mediaWatch().lookOnce()).isEqualTo(1);
        assertThat(next.platform().mediaWatch().lookOnce()).isZero();
        assertThat(told)
                .containsExactly(new BroadcastChanged(yoga.id(), new PublisherGone(yoga.id(), yoga.scheduledStart())));
    }

    @Test
    void a_platform_that_nobody_looks_for_takes_no_broadcast_for_over() {
        TestPlatform unwatched =
                TestPlatform.over(node.storage()).clock(node.clock()).seed(99).start();
        nodes.add(unwatched);
        broadcastAt(unwatched);
        node.clock().advance(HOUR);
        settle(node);
        assertThat(status()).isEqualTo(StreamStatus.LIVE);
        unwatched.platform().sessions().end(coach, yoga.id());
        settle(node);
        assertThat(earnings()).isEqualTo(30);
    }

    @Test
    void media_whose_report_was_lost_is_seen() {
        TestPlatform deaf =
                started(TestPlatform.over(node.storage()).clock(node.clock()), builder -> builder.executor(lost -> {}));
        broadcastAt(deaf);
        pass(Duration.ofMinutes(40), deaf);
        settle(deaf);
        assertThat(status()).isEqualTo(StreamStatus.LIVE);
    }

    @Test
    void a_provider_that_does_not_answer_ends_nothing() {
        broadcastAt(node);
        TestPlatform blind = TestPlatform.over(node.storage())
                .clock(node.clock())
                .liveInputs(clock -> unreachable(new FakeLiveInputs(clock)))
                .start();
        nodes.add(blind);
        node.clock().advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> blind.platform().mediaWatch().lookOnce()).isInstanceOf(MediaException.class);
        assertThat(node.platform().mediaWatch().lookOnce()).isZero();
    }

    private static LiveInputProvider unreachable(LiveInputProvider real) {
        return (LiveInputProvider) Proxy.newProxyInstance(
                LiveInputProvider.class.getClassLoader(),
                new Class<?>[] {LiveInputProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("broadcasting")) {
                        throw new MediaException("the provider does not answer", true, null);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }
}
