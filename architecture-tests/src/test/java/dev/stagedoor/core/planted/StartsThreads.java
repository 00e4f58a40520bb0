package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class StartsThreads {
    Object threads = java.util.concurrent.Executors.newCachedThreadPool();
}
