package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * Options of a simulation, and the three that there are: wallets of our own, wallets that somebody else keeps, and recordings. The same seed always takes the same steps.
 * Not for use by several threads.
 *
 * <p>A caller of your own adapter passes its {@link Ground}; the hooks put something between the simulated process and its parts, such as a bug that the
 * simulation has to find.
 */
public final class Simulation {
    /** How many steps a seed takes unless said otherwise. */
    public static final int DEFAULT_STEPS = 40;

    /** Reruns one seed: {@code -Dstagedoor.seed=42}. */
    public static final String SEED_PROPERTY = "stagedoor.seed";

    final Ground ground;
    int steps = DEFAULT_STEPS;
    UnaryOperator<Enrollments> enrollments = UnaryOperator.identity();
    BiFunction<Storage, TransactionalTokenProvider, TransactionalTokenProvider> ledger = (storage, real) -> real;
    UnaryOperator<RemoteTokenProvider> remote = UnaryOperator.identity();
    UnaryOperator<RecordingProvider> recordings = UnaryOperator.identity();
    UnaryOperator<RetentionPolicy> retention = UnaryOperator.identity();

    private Simulation(Ground ground) {
        this.ground = ground;
    }

    /**
     * @param ground what the simulated processes stand on
     * @return options
     */
    public static Simulation on(Ground ground) {
        return new Simulation(ground);
    }

    /**
     * @param number how many steps a seed takes, at least 1
     * @return this
     */
    public Simulation steps(int number) {
        steps = number;
        return this;
    }

    /**
     * @param between what callers reach instead of the platform's seats
     * @return this
     */
    public Simulation enrollments(UnaryOperator<Enrollments> between) {
        enrollments = between;
        return this;
    }

    /**
     * @param between gets the process's storage and ledger; gives what the platform reaches instead of the ledger
     * @return this
     */
    public Simulation ledger(BiFunction<Storage, TransactionalTokenProvider, TransactionalTokenProvider> between) {
        ledger = between;
        return this;
    }

    /**
     * @param between gives what the platform reaches instead of the remote provider
     * @return this
     */
    public Simulation remote(UnaryOperator<RemoteTokenProvider> between) {
        remote = between;
        return this;
    }

    /**
     * @param between gives what the platform reaches instead of the recording provider
     * @return this
     */
    public Simulation recordings(UnaryOperator<RecordingProvider> between) {
        recordings = between;
        return this;
    }

    /**
     * @param change gives what the platform goes by instead of the retention policy
     * @return this
     */
    public Simulation retention(UnaryOperator<RetentionPolicy> change) {
        retention = change;
        return this;
    }

    /**
     * Simulates the life of recordings on two nodes: faults of the provider, jumps of the clock, crashes. What must never happen is checked after every step,
     * and at the end that nothing is stuck.
     *
     * @param seed which steps
     * @throws SimulationFailure when a promise is broken
     */
    public void runRetention(long seed) {
        new RetentionSimulation(this, seed).run();
    }

    /**
     * Simulates wallets in the same database: every step is compared with the model, every promise is checked after every step.
     *
     * @param seed which steps
     * @throws SimulationFailure when a promise is broken
     */
    public void runLedger(long seed) {
        new LedgerSimulation(this, seed).run();
    }

    /**
     * Simulates wallets at somebody else's: lost replies, late requests, crashes at remote calls; what must never happen is checked after every step, and what
     * must come about when the reconciler has caught up.
     *
     * @param seed which steps, and what the provider can do
     * @throws SimulationFailure when a promise is broken
     */
    public void runRemote(long seed) {
        new RemoteSimulation(this, seed).run();
    }

    /**
     * Runs many seeds; or the one of {@code -Dstagedoor.seed}, when it is given.
     *
     * @param first the first seed
     * @param count how many
     * @param run what to do with each
     */
    public static void seeds(long first, long count, LongConsumer run) {
        Long one = Long.getLong(SEED_PROPERTY);
        if (one != null) {
            run.accept(Objects.requireNonNull(one));
            return;
        }
        for (long seed = first; seed < first + count; seed++) {
            run.accept(seed);
        }
    }
}
