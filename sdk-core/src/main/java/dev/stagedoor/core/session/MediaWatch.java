package dev.stagedoor.core.session;

import java.time.Duration;

/**
 * Writes down that media of classes is seen, so that others can tell when it stops though nobody is left to say so: a process that dies in the middle of a
 * class says nothing. Every node that serves media looks every {@link #INTERVAL}, by its own clock; clocks of nodes are at most a few seconds apart.
 *
 * <p>A broadcast that nobody has seen for {@link #LEASE} is over since it was last seen, whichever node it was on. A node that was paused for longer finds
 * its broadcast ended; where media still arrives there, another one begins, and where the class is over meanwhile, its live input is closed.
 *
 * <p>A platform that never looks writes nothing down, and its broadcasts are never taken for over: look for the first time before media arrives.
 *
 * <p>Safe for use by many threads and nodes at once; may be killed at any moment.
 */
public interface MediaWatch {
    /** How often every node looks. */
    Duration INTERVAL = Duration.ofSeconds(15);

    /** How long media may be out of sight before the broadcast is over. */
    Duration LEASE = Duration.ofMinutes(2);

    /**
     * Looks once: notes the media that arrives here, then ends the broadcasts that nobody has seen for the lease.
     *
     * @return how many it has ended
     * @throws dev.stagedoor.core.media.MediaException when the provider cannot say where media arrives; nothing is ended then
     */
    int lookOnce();
}
