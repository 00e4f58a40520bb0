package dev.stagedoor.core.recording;

import java.util.Optional;

/**
 * SPI: where finished recordings stay and from where they are played. A recording is made on one node (its local copy); {@link #store} takes it to where it
 * stays.
 *
 * <p>Every method may be called by many threads and nodes at once, must be idempotent, and is never called inside a database transaction. A fault is a
 * {@link RecordingException} that says whether trying again can help. The promises are checked by {@code RecordingProviderContract} in the testkit.
 */
public interface RecordingProvider extends AutoCloseable {
    /** {@return a short name for logs and the plan, such as {@code files}} */
    String name();

    /**
     * Takes a finished recording to where it stays and returns once the copy is verified by size and checksum, or by what the provider offers instead. An
     * interrupted call is taken up where it stopped. The local copy stays.
     *
     * @param id a finished recording
     * @return what is stored; empty when this node has no local copy, so that another one must do it, or when the provider has everything and still works on
     *     it: it is asked again with the next round
     */
    Optional<StoredAsset> store(RecordingId id);

    /**
     * Drops the local copy; called only after it is written down that the stored one is verified, or that the recording is to be deleted. Without a local
     * copy nothing happens.
     *
     * @param id a recording
     */
    void dropLocal(RecordingId id);

    /**
     * Deletes a stored recording.
     *
     * @param id the provider's name for it
     * @return what became of it
     */
    DeleteResult delete(AssetId id);

    /**
     * Looks whether an asset is really there. Asked before anything is concluded from a list that lacks it.
     *
     * @param id the provider's name for it
     * @return whether it is stored
     */
    boolean exists(AssetId id);

    /**
     * Signs what a player needs.
     *
     * @param grant what the gate granted
     * @return the ticket, valid until {@link ReplayGrant#expiresAt()} at the latest
     */
    ReplayTicket ticket(ReplayGrant grant);

    /**
     * Lists what is stored, for the sweep that looks for assets nobody owns.
     *
     * @param after {@link AssetPage#next()} of the page before; empty for the first
     * @param limit the most to give, at least 1
     * @return a page
     */
    AssetPage list(Optional<String> after, int limit);

    /** Frees what the provider holds. A second call does nothing. */
    @Override
    void close();
}
