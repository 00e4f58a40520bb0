package dev.stagedoor.jdbc;

import static dev.stagedoor.testkit.simulation.Simulation.seeds;

import dev.stagedoor.testkit.simulation.Simulation;
import org.junit.jupiter.api.Test;

class H2SimulationTest {
    private static final int SEEDS = 12;

    private final Simulation simulation = Simulation.on(new JdbcGround(Databases::emptyH2));

    @Test
    void no_crash_at_a_statement_breaks_a_promise_about_wallets_of_our_own() {
        seeds(1, SEEDS, simulation::runLedger);
    }

    @Test
    void no_crash_at_a_statement_breaks_a_promise_about_wallets_that_somebody_else_keeps() {
        seeds(1, SEEDS, simulation::runRemote);
    }

    @Test
    void no_crash_at_a_statement_breaks_a_promise_about_recordings() {
        seeds(1, SEEDS, simulation::runRetention);
    }
}
