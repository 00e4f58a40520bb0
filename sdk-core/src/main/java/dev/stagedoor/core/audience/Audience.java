package dev.stagedoor.core.audience;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;

/** Who is watching. Safe for use by many threads. */
public interface Audience {
    /** How many devices may watch on one seat at once unless said otherwise. */
    int DEFAULT_DEVICES_PER_SEAT = 3;

    /**
     * Asks the gate and, where it is open, gives one device what it needs. A ticket that was never used gives way to a new one; devices that do watch keep
     * their place, so that one more than the limit is refused.
     *
     * @param userId who
     * @param streamId which class
     * @return what the device needs, or why not
     */
    WatchResult admit(UserId userId, StreamId streamId);

    /**
     * Takes a device's word that it stopped watching. An unknown device, or somebody else's, is left alone.
     *
     * @param userId whose device
     * @param viewerSessionId which device
     */
    void leave(UserId userId, ViewerSessionId viewerSessionId);

    /**
     * @param streamId which class
     * @return how many people watch; zero when there is no such class
     */
    AudienceCount count(StreamId streamId);
}
