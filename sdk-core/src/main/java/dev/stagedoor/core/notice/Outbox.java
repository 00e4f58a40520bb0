package dev.stagedoor.core.notice;

/** Messages waiting to leave. Safe for use by many threads and nodes. */
public interface Outbox {
    /**
     * Sends what is due, the oldest first. A message that fails is tried again after a growing pause; two callers never take the same message.
     *
     * @param notifier carries them
     * @param limit the most to send, at least 1
     * @return how it went
     */
    Round deliverDue(Notifier notifier, int limit);

    /**
     * One round.
     *
     * @param examined how many were due
     * @param done how many were sent
     * @param failed how many will be tried again
     */
    record Round(int examined, int done, int failed) {}
}
