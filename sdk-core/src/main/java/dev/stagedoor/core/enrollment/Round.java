package dev.stagedoor.core.enrollment;

/**
 * One round of a sweep.
 *
 * @param examined how many things were looked at
 * @param done how many are finished now
 * @param failed how many will be tried again
 * @param skipped how many wait for something else, such as a person
 */
public record Round(int examined, int done, int failed, int skipped) {
    /** Nothing to do. */
    public static final Round NOTHING = new Round(0, 0, 0, 0);

    /**
     * @param other another part of the same round
     * @return both together
     */
    public Round plus(Round other) {
        return new Round(examined + other.examined, done + other.done, failed + other.failed, skipped + other.skipped);
    }
}
