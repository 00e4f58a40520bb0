package dev.stagedoor.testkit.simulation;

/** The simulated process dies here. An error, so that nothing that handles faults handles it: a dead process handles nothing. */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
