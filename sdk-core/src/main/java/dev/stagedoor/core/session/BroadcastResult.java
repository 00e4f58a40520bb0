package dev.stagedoor.core.session;

import dev.stagedoor.core.media.LiveInput;
import java.util.function.Function;

/** Where to publish, or why not. Precedence: not found, not owner, closed, ready. */
public sealed interface BroadcastResult {
    /**
     * Handles every case.
     *
     * @param ready with the live input
     * @param notFound no such class
     * @param notOwner somebody else's class
     * @param closed over or cancelled
     * @param <R> what comes out
     * @return what the fitting function gave
     */
    default <R> R fold(
            Function<Ready, R> ready,
            Function<NotFound, R> notFound,
            Function<NotOwner, R> notOwner,
            Function<Closed, R> closed) {
        if (this instanceof Ready it) {
            return ready.apply(it);
        }
        if (this instanceof NotFound it) {
            return notFound.apply(it);
        }
        return this instanceof NotOwner it ? notOwner.apply(it) : closed.apply((Closed) this);
    }

    /**
     * Publishing is possible.
     *
     * @param liveInput where and with which key
     */
    record Ready(LiveInput liveInput) implements BroadcastResult {}

    /** No such class. */
    record NotFound() implements BroadcastResult {}

    /** The class is somebody else's. */
    record NotOwner() implements BroadcastResult {}

    /**
     * The class is over.
     *
     * @param status ended or cancelled
     */
    record Closed(StreamStatus status) implements BroadcastResult {}
}
