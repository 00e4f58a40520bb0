package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.BroadcastStore;
import dev.stagedoor.core.storage.BroadcastStore.Broadcast;
import dev.stagedoor.core.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What storage promises of when media arrived and was last seen. */
public abstract class BroadcastStoreContract {
    private static final Instant NOW = TestPlatform.START;

    private TestPlatform stage = TestPlatform.inMemory().start();
    private StreamId yoga = new StreamId(new UUID(1, 1));

    /** For implementations. */
    protected BroadcastStoreContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void aClass() {
        stage.close();
        stage = TestPlatform.over(emptyStorage()).start();
        yoga = another("coach");
    }

    @AfterEach
    void closeThePlatform() {
        stage.close();
    }

    private StreamId another(String coach) {
        return stage.plannedClass(stage.instructor(coach), 30).id();
    }

    private <T> T with(Function<BroadcastStore, T> work) {
        return stage.storage().inTransaction(unit -> work.apply(unit.broadcasts()));
    }

    private void began(StreamId stream, int second) {
        with(it -> {
            it.began(stream, at(second));
            return it;
        });
    }

    private void ended(int second) {
        with(it -> {
            it.ended(yoga, at(second));
            return it;
        });
    }

    private boolean seen(StreamId stream, int second) {
        return with(it -> it.seen(stream, at(second)));
    }

    private List<StreamId> unseen(int second, int limit) {
        return with(it -> it.listUnseen(at(second), limit));
    }

    private Optional<Instant> endUnseen(StreamId stream, int second) {
        return with(it -> it.endUnseen(stream, at(second)));
    }

    private List<Broadcast> list() {
        return with(it -> it.list(yoga));
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }

    private static Broadcast open(int from, int seen) {
        return new Broadcast(at(from), Optional.empty(), Optional.of(at(seen)));
    }

    private static Broadcast over(int from, int until, int seen) {
        return new Broadcast(at(from), Optional.of(at(until)), Optional.of(at(seen)));
    }

    @Test
    void what_nobody_writes_down_is_never_unseen() {
        began(yoga, 0);
        assertThat(list()).containsExactly(new Broadcast(at(0), Optional.empty(), Optional.empty()));
        assertThat(unseen(999, 10)).isEmpty();
        assertThat(endUnseen(yoga, 999)).isEmpty();
    }

    @Test
    void the_same_beginning_twice_is_one() {
        began(yoga, 0);
        seen(yoga, 5);
        began(yoga, 0);
        assertThat(list()).containsExactly(open(0, 5));
    }

    @Test
    void a_new_beginning_ends_the_one_before() {
        began(yoga, 0);
        seen(yoga, 5);
        began(yoga, 9);
        seen(yoga, 10);
        assertThat(list()).containsExactly(over(0, 9, 5), open(9, 10));
    }

    @Test
    void what_is_seen_moves_on_and_never_back() {
        began(yoga, 0);
        assertThat(seen(yoga, 30)).isTrue();
        assertThat(seen(yoga, 15)).isTrue();
        assertThat(list()).containsExactly(open(0, 30));
    }

    @Test
    void nothing_is_seen_of_a_broadcast_that_is_over_or_was_never_there() {
        assertThat(seen(yoga, 5)).isFalse();
        began(yoga, 0);
        seen(yoga, 5);
        ended(10);
        assertThat(seen(yoga, 15)).isFalse();
        assertThat(list()).containsExactly(over(0, 10, 5));
    }

    @Test
    void unseen_broadcasts_are_listed_the_longest_unseen_first() {
        StreamId pilates = another("coach2");
        StreamId boxing = another("coach3");
        StreamId ballet = another("coach4");
        began(yoga, 0);
        began(pilates, 0);
        began(boxing, 0);
        began(ballet, 0);
        seen(yoga, 20);
        seen(pilates, 10);
        seen(boxing, 40);
        seen(ballet, 5);
        endUnseen(ballet, 5);

        assertThat(unseen(20, 10)).containsExactly(pilates, yoga);
        assertThat(unseen(20, 1)).containsExactly(pilates);
        assertThat(unseen(9, 10)).isEmpty();
    }

    @Test
    void an_unseen_broadcast_ends_when_it_was_last_seen_and_once() {
        began(yoga, 0);
        seen(yoga, 30);
        assertThat(endUnseen(yoga, 29)).isEmpty();
        assertThat(endUnseen(yoga, 30)).contains(at(30));
        assertThat(endUnseen(yoga, 99)).isEmpty();
        assertThat(list()).containsExactly(over(0, 30, 30));
    }

    @Test
    void an_undone_end_is_none() {
        began(yoga, 0);
        seen(yoga, 0);
        stage.storage().inTransaction(unit -> {
            unit.rollbackOnly();
            return unit.broadcasts().endUnseen(yoga, at(9));
        });
        assertThat(list()).containsExactly(open(0, 0));
    }

    @Test
    void a_sight_at_the_same_moment_counts_or_finds_nothing() {
        for (int round = 0; round < 10; round++) {
            int begin = round * 100;
            began(yoga, begin);
            seen(yoga, begin);
            List<Callable<Boolean>> both = new ArrayList<>();
            both.add(() -> seen(yoga, begin + 50));
            both.add(() -> endUnseen(yoga, begin + 10).isPresent());
            List<Boolean> counted = AtOnce.callAll(both);

            assertThat(counted).as("seen, ended unseen").containsOnlyOnce(true);
            assertThat(list().get(round).endedAt().isPresent()).isEqualTo(counted.get(1));
            ended(begin + 60);
        }
    }

    @Test
    void many_may_end_it_and_one_does() {
        began(yoga, 0);
        seen(yoga, 0);
        List<Callable<Boolean>> all = IntStream.range(0, 6)
                .<Callable<Boolean>>mapToObj(n -> () -> endUnseen(yoga, 9).isPresent())
                .toList();
        assertThat(AtOnce.callAll(all)).containsOnlyOnce(true);
    }
}
