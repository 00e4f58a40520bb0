package dev.stagedoor.testkit.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Decides at which point a simulated process dies. What the process stands on passes a point before and after every statement, commit and remote call. Once
 * dead, every further point fails too, until {@link #revive}. For one thread.
 */
public final class CrashSwitch {
    private static final int NEVER = Integer.MAX_VALUE;

    private int pointsLeft = NEVER;
    private @Nullable String diedAt;

    /**
     * @param points how many points are passed alive, at least 0; the next one is fatal
     */
    public void arm(int points) {
        pointsLeft = points;
    }

    /** Lets the process live, and a new one begin. */
    public void revive() {
        pointsLeft = NEVER;
        diedAt = null;
    }

    /** {@return whether the process is dead} */
    public boolean isDead() {
        return diedAt != null;
    }

    /**
     * Passes a point.
     *
     * @param where for people, such as {@code before commit}
     * @throws SimulatedCrash when this is where the process dies, or it is dead already
     */
    public void pass(String where) {
        String dead = diedAt;
        if (dead != null) {
            throw new SimulatedCrash(dead);
        }
        if (pointsLeft != NEVER && pointsLeft-- == 0) {
            diedAt = where;
            throw new SimulatedCrash(where);
        }
    }

    /**
     * Runs what another process does meanwhile: it does not die with this one.
     *
     * @param elsewhere what it does
     */
    public void unharmed(Runnable elsewhere) {
        int points = pointsLeft;
        pointsLeft = NEVER;
        try {
            elsewhere.run();
        } finally {
            pointsLeft = points;
        }
    }
}
