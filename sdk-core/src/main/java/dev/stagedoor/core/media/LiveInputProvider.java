package dev.stagedoor.core.media;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.session.StreamId;
import java.util.Optional;
import java.util.Set;

/**
 * SPI: where broadcasts arrive and viewers are served. Implemented by the embedded media server and by hosted services.
 *
 * <p>Every method may be called by many threads at once, must be idempotent, and is never called inside a database transaction. A fault is a
 * {@link MediaException} that says whether trying again can help. The promises are checked by {@code LiveInputProviderContract} in the testkit.
 */
public interface LiveInputProvider extends AutoCloseable {
    /** {@return a short name for logs and the plan, such as {@code embedded}} */
    String name();

    /** {@return what this provider can do; constant over its life} */
    MediaCapabilities capabilities();

    /**
     * Called once by the platform before anything else. Events may come from any thread from then on; the receiver does not block.
     *
     * @param events where to report what happens to broadcasts and viewers
     */
    void connect(LiveInputEvents events);

    /**
     * Makes a live input, enabled. Asked again for the same class, gives the same input with the same credentials and enables it again.
     *
     * @param spec what it is for
     * @return where to publish
     */
    LiveInput create(LiveInputSpec spec);

    /**
     * @param id a live input
     * @return it with its credentials, or empty when it is gone or was never there
     */
    Optional<LiveInput> find(LiveInputId id);

    /**
     * Opens or closes the input for publishing. Closing also ends a running broadcast. An unknown id is left alone.
     *
     * @param id a live input
     * @param enabled whether publishing is possible
     */
    void enable(LiveInputId id, boolean enabled);

    /**
     * Ends what runs and forgets the input. An unknown id is success.
     *
     * @param id a live input
     */
    void delete(LiveInputId id);

    /**
     * Signs what a device needs to begin watching.
     *
     * @param grant what the gate granted
     * @return the ticket, valid until {@link WatchGrant#expiresAt()} at the latest
     */
    WatchTicket ticket(WatchGrant grant);

    /**
     * Cuts one device off, at once, and makes its ticket worthless. Where {@link MediaCapabilities#revokesViewers()} is false this does nothing and the
     * ticket's expiry limits the damage.
     *
     * @param streamId the class
     * @param viewerSessionId the device
     */
    void revokeViewer(StreamId streamId, ViewerSessionId viewerSessionId);

    /**
     * Cuts all devices of a person off one class, at once, and makes every ticket issued up to now worthless; later tickets work.
     *
     * @param streamId the class
     * @param userId the person
     */
    void revokeUser(StreamId streamId, UserId userId);

    /**
     * Ends a running broadcast for publisher and viewers. The input stays as it is, enabled or not, but for its key, which may change so that the old one is of
     * no use any more: {@link #find} has the one that counts.
     *
     * @param id a live input
     */
    void endBroadcast(LiveInputId id);

    /**
     * Tells where media arrives now. The platform asks every few seconds, and takes what it was told by events for less: an event may be lost.
     *
     * @return the classes whose broadcasters send media, as far as this provider knows: one that serves media itself names those that arrive at this process,
     *     a hosted one all of them. A class whose broadcaster is lost and awaited is not among them
     * @throws MediaException when it cannot be found out
     */
    Set<StreamId> broadcasting();

    /** Frees what the provider holds; events stop. A second call does nothing. */
    @Override
    void close();
}
