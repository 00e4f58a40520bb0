package dev.stagedoor.mediaserver.internal.net;

/** Something to be done on the media thread. */
@FunctionalInterface
public interface MediaCommand {
    /** Runs on the media thread. */
    void run(long nowNanos);
}
