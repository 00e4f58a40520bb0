package dev.stagedoor.core.enrollment;

/**
 * What becomes of the tokens paid for a class. Calls off classes that were never given, ends those that
 * their instructor left, pays back what called-off and broken-off classes owe, and pays out the
 * others. Safe for use by many threads and nodes at once; may be killed at any moment: each seat is settled in a commit of its own, once.
 *
 * <pre>
 *   scheduled, no media by planned start + grace, or never live by planned end + grace --> cancelled, everything back
 *   live, no media for the grace since it went live and since the planned start         --> cancelled, everything back
 *   live, its last media stopped, or was last seen, the grace ago                      --> ended
 *   cancelled or deleted                                                               --> everything back
 *   ended                                                                              --> by {@link BreakOffPolicy}; the rest is the instructor's
 * </pre>
 *
 * That media stopped is known from the provider, or, when the process died with its broadcasts, from {@link dev.stagedoor.core.session.MediaWatch}: without
 * that one such a class waits for its instructor.
 *
 * <p>A refund is a line in the person's history and a message in the outbox, both in the refund's commit.
 */
public interface Settlements {
    /**
     * Does one round.
     *
     * @param limit the most classes to call off or to end, and the most seats to settle, at least 1
     * @return how it went; skipped are those whose refund a remote provider has still to confirm
     */
    Round runOnce(int limit);

    /** {@return a round of at most 500} */
    default Round runOnce() {
        return runOnce(500);
    }
}
