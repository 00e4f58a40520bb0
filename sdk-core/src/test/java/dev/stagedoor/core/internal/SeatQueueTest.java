package dev.stagedoor.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.session.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SeatQueueTest {
    private static final StreamId YOGA = new StreamId(new UUID(1, 1));
    private static final StreamId PILATES = new StreamId(new UUID(1, 2));
    private static final int PEOPLE = 20;

    private final SeatQueue queue = new SeatQueue();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    /** Somebody whose purchase takes until the latch opens. */
    private Future<Boolean> purchaseUntil(CountDownLatch done) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> purchase = threads.submit(() -> queue.inTurn(YOGA, () -> {
            begun.countDown();
            return await(done);
        }));
        begun.await();
        return purchase;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awaitWaiting(int people) {
        while (queue.waiting(YOGA).orElse(0) < people) {
            Thread.onSpinWait();
        }
    }

    @Test
    void those_who_wait_are_served_in_the_order_in_which_they_came() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        Future<Boolean> freesItsTurn = purchaseUntil(first);
        for (int i = 1; i < SeatQueue.AT_ONCE; i++) {
            purchaseUntil(last);
        }
        List<Integer> served = new ArrayList<>();
        List<Future<Boolean>> people = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            int number = person;
            people.add(threads.submit(() -> queue.inTurn(YOGA, () -> served.add(number))));
            awaitWaiting(person + 1);
        }

        assertThat(served).as("served while all turns are taken").isEmpty();
        first.countDown();
        for (Future<Boolean> person : people) {
            person.get();
        }

        assertThat(served).isSorted().hasSize(PEOPLE);
        assertThat(freesItsTurn.get()).isTrue();
        last.countDown();
    }

    @Test
    void a_crowd_at_one_class_keeps_nobody_from_another() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < SeatQueue.AT_ONCE; i++) {
            purchaseUntil(done);
        }

        assertThat(queue.<String>inTurn(PILATES, () -> "a seat")).isEqualTo("a seat");
        done.countDown();
    }

    @Test
    void a_purchase_that_fails_frees_its_turn_and_an_empty_line_is_forgotten() {
        for (int i = 0; i <= SeatQueue.AT_ONCE; i++) {
            assertThatThrownBy(() -> queue.inTurn(YOGA, () -> {
                        throw new IllegalStateException("no database");
                    }))
                    .hasMessage("no database");
        }

        assertThat(queue.<String>inTurn(YOGA, () -> "a seat")).isEqualTo("a seat");
        assertThat(queue.waiting(YOGA)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void a_purchase_out_of_a_purchase_does_not_wait_for_itself() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 1; i < SeatQueue.AT_ONCE; i++) {
            purchaseUntil(done);
        }

        assertThat(queue.<String>inTurn(YOGA, () -> queue.inTurn(YOGA, () -> "a seat")))
                .isEqualTo("a seat");
        done.countDown();
    }
}
