package dev.stagedoor.testkit.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A promise about money or recordings was broken: with the seed that shows it again, and the steps that led there. */
public final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final long seed;

    SimulationFailure(String kind, long seed, String what, List<String> steps, @Nullable Throwable cause) {
        super(
                what + "\nseed " + seed + " of the " + kind + " simulation; run it again with -Dstagedoor.seed=" + seed
                        + "\n  " + String.join("\n  ", steps),
                cause);
        this.seed = seed;
    }

    /** {@return the seed} */
    public long seed() {
        return seed;
    }
}
