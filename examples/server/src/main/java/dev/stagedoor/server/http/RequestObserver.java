package dev.stagedoor.server.http;

/** Hears of every request that was answered. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * Called on the thread that answered; returns quickly.
     *
     * @param method HTTP method
     * @param route path pattern of the route, or {@code none}
     * @param status HTTP status
     * @param nanos how long it took
     */
    void answered(String method, String route, int status, long nanos);
}
