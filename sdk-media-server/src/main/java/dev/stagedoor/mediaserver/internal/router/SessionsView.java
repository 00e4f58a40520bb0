package dev.stagedoor.mediaserver.internal.router;

/** Hears from the media thread which sessions and live inputs are over. */
public interface SessionsView {
    /** A session's keys are there. */
    void connected(Peer peer);

    /** A session is over. */
    void removed(Peer peer);

    /** A live input is over. */
    void ended(Relay relay);
}
