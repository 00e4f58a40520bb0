package dev.stagedoor.testkit.fault;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Says which request goes wrong how. Asked once for each request it is made for, by one thread at a time. */
@FunctionalInterface
public interface FaultPlan {
    /** {@return what happens to the next request} */
    Fault next();

    /** {@return a plan in which nothing goes wrong} */
    static FaultPlan none() {
        return () -> Fault.NONE;
    }

    /**
     * @param faults what happens to the first requests, in order; after them nothing goes wrong
     * @return the plan
     */
    static FaultPlan script(Fault... faults) {
        Queue<Fault> left = new ArrayDeque<>(List.of(faults));
        return () -> {
            Fault next = left.poll();
            return next == null ? Fault.NONE : next;
        };
    }

    /**
     * @param fault what happens to every request
     * @return the plan
     */
    static FaultPlan always(Fault fault) {
        return () -> fault;
    }

    /**
     * @param seed the same seed gives the same plan
     * @param percent how many of a hundred requests go wrong
     * @param faults what can happen to them
     * @return the plan
     */
    static FaultPlan seeded(long seed, int percent, Fault... faults) {
        RandomGenerator random = new SplittableRandom(seed);
        return () -> random.nextInt(100) < percent ? faults[random.nextInt(faults.length)] : Fault.NONE;
    }
}
