package dev.stagedoor.core.media;

/** Takes reports of a provider. Implemented by the platform; safe for use by many threads; returns quickly and never throws. */
@FunctionalInterface
public interface LiveInputEvents {
    /**
     * @param event what happened
     */
    void report(LiveInputEvent event);
}
