package dev.stagedoor.core.audience;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import java.time.Duration;

/** Who is watching. Safe for use by many threads. */
public interface Audience {
    /** How many devices may watch on one seat at once unless said otherwise. */
    int DEFAULT_DEVICES_PER_SEAT = 3;

    /** How often a device that watches says so, where the provider does not count viewers. */
    Duration BEAT_INTERVAL = Duration.ofSeconds(15);

    /** After how long without a beat a device counts as left. */
    Duration BEAT_LEASE = Duration.ofSeconds(45);

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
     * Takes a device's word that it watches, where the provider does not report viewers ({@link
     * dev.stagedoor.core.media.MediaCapabilities#countsViewers}): the first beat is its joining. The gate is asked again each time, since such a provider cannot
     * be told to cut a device off. Where the provider counts, a beat changes nothing.
     *
     * @param userId whose device
     * @param viewerSessionId which device
     * @return whether it is counted
     */
    BeatResult beat(UserId userId, ViewerSessionId viewerSessionId);

    /** {@return whether devices have to say that they watch: the provider does not report them} */
    boolean countsBeats();

    /**
     * Lets go of devices that have not said for {@link #BEAT_LEASE} that they watch; they left at their last beat. Call it on every node every {@link
     * #BEAT_INTERVAL} or so.
     *
     * @param limit the most to let go, at least 1
     * @return how many were let go
     */
    int lapseOnce(int limit);

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
