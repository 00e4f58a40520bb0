package dev.stagedoor.mediaserver.internal.desk;

/**
 * How much is too much.
 *
 * @param sessions sessions at once
 * @param sessionsPerAddress sessions at once from one address; many people may sit behind one
 * @param pending sessions at once that are not connected yet
 * @param postsPerSecond POSTs a second from one address, on average
 * @param postBurst POSTs at once from one address
 */
public record Limits(int sessions, int sessionsPerAddress, int pending, double postsPerSecond, int postBurst) {
    /** For one machine. */
    public static final Limits DEFAULT = new Limits(5_000, 2_000, 512, 50, 500);
}
