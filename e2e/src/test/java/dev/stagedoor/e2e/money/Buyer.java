package dev.stagedoor.e2e.money;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.e2e.harness.Api;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Somebody who buys seats over HTTP and does not give up: while no answer comes, the same request is sent again with the same key. Gives some seats back. Runs
 * on a thread of its own; what it has been told is read when that thread has ended.
 */
final class Buyer implements Runnable {
    private static final long PAUSE_NANOS = 100_000_000;

    private final Api api;
    private final List<StreamId> classes;
    private final Semaphore requests;
    private final RandomGenerator random;
    private final List<Seat> seats = new ArrayList<>();
    private final String name;
    private volatile boolean enough;
    private int killed;

    /** A seat that the server has confirmed. */
    record Seat(EnrollmentId enrollment, StreamId stream, boolean givenBack) {}

    Buyer(String name, Api api, List<StreamId> classes, Semaphore requests, long seed) {
        this.name = name;
        this.api = api;
        this.classes = classes;
        this.requests = requests;
        random = new SplittableRandom(seed);
    }

    String name() {
        return name;
    }

    List<Seat> seats() {
        return seats;
    }

    /** {@return how many requests had reached the server and were not answered} */
    int killed() {
        return killed;
    }

    void stop() {
        enough = true;
    }

    @Override
    public void run() {
        for (int purchase = 0; !enough; purchase++) {
            buy(classes.get(random.nextInt(classes.size())), name + "-" + purchase);
        }
    }

    private void buy(StreamId stream, String key) {
        String path = "/api/streams/" + stream + "/enroll";
        Api keyed = api.with("Idempotency-Key", key);
        Api.Answer answer = untilAnswered(() -> keyed.post(path));
        if (random.nextInt(3) == 0) {
            answer = untilAnswered(() -> keyed.post(path));
        }
        if (answer.status() != 200 && answer.status() != 201) {
            return;
        }
        JsonNode enrollment = answer.json().path("enrollment");
        EnrollmentId id = EnrollmentId.parse(enrollment.path("id").asText()).orElseThrow();
        seats.removeIf(seat -> seat.enrollment().equals(id));
        boolean back = random.nextInt(3) == 0;
        if (back) {
            int status = untilAnswered(() -> api.delete(path)).status();
            if (status != 200 && status != 409) {
                throw new AssertionError(name + " could not give " + id + " back: " + status);
            }
        }
        seats.add(new Seat(id, stream, back));
    }

    private Api.Answer untilAnswered(Supplier<Api.Answer> request) {
        while (true) {
            requests.release();
            try {
                Api.Answer answer = request.get();
                if (answer.status() < 500 && answer.status() != 429) {
                    return answer;
                }
            } catch (UncheckedIOException noAnswer) {
                killed += noAnswer.getCause() instanceof ConnectException ? 0 : 1;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
