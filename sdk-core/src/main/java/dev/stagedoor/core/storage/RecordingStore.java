package dev.stagedoor.core.storage;

import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.session.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SPI: recordings, and what was done to them. Rows are never deleted. */
public interface RecordingStore {
    /**
     * @param recording a new one
     */
    void insert(Recording recording);

    /**
     * @param id a recording
     * @return it, or empty
     */
    Optional<Recording> find(RecordingId id);

    /**
     * @param assetId a provider's name
     * @return the recording that is stored there, or empty
     */
    Optional<Recording> findByAsset(AssetId assetId);

    /**
     * Reads a recording and keeps others from changing it until this unit of work ends.
     *
     * @param id a recording
     * @return it, or empty
     */
    Optional<Recording> lock(RecordingId id);

    /**
     * Overwrites a recording that this unit of work has locked, claimed or inserted.
     *
     * @param recording as it shall be
     */
    void update(Recording recording);

    /**
     * @param streamId a class
     * @return its recordings, the latest first
     */
    List<Recording> listFor(StreamId streamId);

    /**
     * @param node a node
     * @return its recordings that are not closed, the oldest first
     */
    List<Recording> listOpen(String node);

    /**
     * Finds recordings that are open although their class is not live any more.
     *
     * @param limit the most to give, at least 1
     * @return the oldest first
     */
    List<Recording> listLeftOpen(int limit);

    /**
     * Takes or renews the lease of a class's recorder. The caller has locked the class.
     *
     * @param streamId the class
     * @param node who wants it
     * @param now by when another node's lease counts as run out
     * @param until when it runs out
     * @return false when another node holds it
     */
    boolean takeLease(StreamId streamId, String node, Instant now, Instant until);

    /**
     * Ends a node's lease. Another node's is left alone.
     *
     * @param streamId the class
     * @param node whose
     */
    void releaseLease(StreamId streamId, String node);

    /**
     * @param node a node
     * @param limit the most to give, at least 1
     * @return its closed recordings of which it still has a local copy, also those that are to be deleted; the oldest first
     */
    List<Recording> listLocal(String node, int limit);

    /**
     * @param node a node
     * @param after the last one of the page before; empty for the first
     * @param limit the most to give, at least 1
     * @return closed recordings of all other nodes of which there still is a local copy, also those that are to be deleted; by id
     */
    List<Recording> listLocalElsewhere(String node, Optional<RecordingId> after, int limit);

    /**
     * Takes or renews the lease on taking a recording to where it stays. Of nodes that reach the same files only the one that holds it does so.
     *
     * @param id a recording
     * @param node who wants it
     * @param now by when another node's lease counts as run out
     * @param until when it runs out
     * @return false when another node holds it, or the recording is unknown
     */
    boolean takeStoring(RecordingId id, String node, Instant now, Instant until);

    /**
     * Ends a node's lease of {@link #takeStoring}. Another node's is left alone.
     *
     * @param id a recording
     * @param node whose
     */
    void releaseStoring(RecordingId id, String node);

    /**
     * Finds recordings that a sweep has to look at and that are not being deleted.
     *
     * @param now what is due by now
     * @param limit the most to give, at least 1
     * @return the longest due first
     */
    List<RecordingId> listDue(Instant now, int limit);

    /**
     * Finds recordings that may move to the catalog.
     *
     * @param now what is due by now
     * @param limit the most to give, at least 1
     * @return the longest due first
     */
    List<RecordingId> listMigratable(Instant now, int limit);

    /**
     * Takes recordings that are to be deleted, passing over what another unit of work holds: until the lease ends, no other call gives them.
     *
     * @param now what is due by now
     * @param leaseUntil when they become due again if nobody says how it went
     * @param limit the most to take, at least 1
     * @return with one attempt more each, the longest due first
     */
    List<Recording> claimDeleting(Instant now, Instant leaseUntil, int limit);

    /**
     * Lists recordings that should have an asset.
     *
     * @param after the last one of the page before; empty for the first
     * @param limit the most to give, at least 1
     * @return stored recordings that are kept, by id
     */
    List<Recording> listStored(Optional<RecordingId> after, int limit);

    /**
     * Adds a line to the log.
     *
     * @param entry what was done
     */
    void log(RetentionEntry entry);

    /**
     * @param limit the most to give, at least 1
     * @return what was done, the latest first
     */
    List<RetentionEntry> listLog(int limit);
}
