package dev.stagedoor.testkit.simulation;

import java.time.Duration;
import java.util.Optional;

/**
 * Runs all simulations in memory, seed after seed, until one fails or the time is over.
 *
 * <pre>
 *   java -cp ... dev.stagedoor.testkit.simulation.SimulationMain PT8H [first seed]
 *   java -Dstagedoor.seed=42 -cp ... dev.stagedoor.testkit.simulation.SimulationMain
 * </pre>
 */
public final class SimulationMain {
    private static final Duration DEFAULT_TIME = Duration.ofMinutes(1);
    private static final long PROGRESS = 1_000;

    private SimulationMain() {}

    /**
     * @param arguments how long, such as {@code PT8H}; and the first seed, the time in milliseconds unless given
     */
    public static void main(String[] arguments) {
        Duration time = arguments.length > 0 ? Duration.parse(arguments[0]) : DEFAULT_TIME;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.currentTimeMillis();
        Long one = Long.getLong(Simulation.SEED_PROPERTY);
        Optional<SimulationFailure> failure =
                one == null ? search(first, System.nanoTime() + time.toNanos()) : attempt(one);
        failure.ifPresent(it -> {
            System.out.println(it.getMessage());
            System.exit(1);
        });
        System.out.println("No promise was broken.");
    }

    private static Optional<SimulationFailure> search(long first, long endNanos) {
        for (long seed = first; System.nanoTime() < endNanos; seed++) {
            Optional<SimulationFailure> failure = attempt(seed);
            if (failure.isPresent()) {
                return failure;
            }
            if ((seed - first + 1) % PROGRESS == 0) {
                System.out.println((seed - first + 1) + " seeds, the last " + seed);
            }
        }
        return Optional.empty();
    }

    private static Optional<SimulationFailure> attempt(long seed) {
        try {
            Simulation simulation = Simulation.on(Ground.inMemory());
            simulation.runLedger(seed);
            simulation.runRemote(seed);
            simulation.runRetention(seed);
            return Optional.empty();
        } catch (SimulationFailure found) {
            return Optional.of(found);
        }
    }
}
