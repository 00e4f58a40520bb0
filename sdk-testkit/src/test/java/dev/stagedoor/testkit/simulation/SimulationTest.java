package dev.stagedoor.testkit.simulation;

import static dev.stagedoor.testkit.simulation.Simulation.seeds;

import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long SEEDS = 1_000;

    @Test
    void no_crash_and_no_order_of_events_breaks_a_promise_about_wallets_of_our_own() {
        Simulation simulation = Simulation.on(Ground.inMemory());
        seeds(1, SEEDS, simulation::runLedger);
    }

    @Test
    void no_crash_and_no_lost_reply_breaks_a_promise_about_wallets_that_somebody_else_keeps() {
        Simulation simulation = Simulation.on(Ground.inMemory());
        seeds(1, SEEDS, simulation::runRemote);
    }

    @Test
    void no_crash_and_no_fault_of_the_provider_breaks_a_promise_about_recordings() {
        Simulation simulation = Simulation.on(Ground.inMemory());
        seeds(1, SEEDS, simulation::runRetention);
    }
}
