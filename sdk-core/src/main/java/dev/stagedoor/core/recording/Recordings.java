package dev.stagedoor.core.recording;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.session.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Recordings of classes: begun and closed by whoever records, then taken to where they stay. Safe for use by many threads and nodes at once. */
public interface Recordings {
    /** How long a claim, or the lease on storing a recording, lasts when it is not renewed. */
    Duration RECORDER_LEASE = Duration.ofSeconds(30);

    /** How often a node renews its claims. */
    Duration RECORDER_INTERVAL = Duration.ofSeconds(10);

    /**
     * Begins to record a live class, or goes on with what was begun and not closed.
     *
     * @param streamId the class
     * @return the open recording; empty when the class is not live, or is recorded by another node
     */
    Optional<Recording> begin(StreamId streamId);

    /**
     * Claims a live class for the recorder of this node, where media does not come through a process of ours and any node could fetch it: begins the
     * recording, renews the lease, or goes on for a node that has not renewed its own. Call it every {@link #RECORDER_INTERVAL} while recording, and stop at
     * once when it gives nothing.
     *
     * @param streamId the class
     * @param within whether this node can reach the files of another node's recording, as on a shared disk: then the recording itself is gone on with;
     *     otherwise it stays open for the node that has the files, and a second one begins. Called inside the transaction, so it must be quick
     * @return the claim; empty when the class is not live, or another node has it
     */
    Optional<Claim> claim(StreamId streamId, Predicate<Recording> within);

    /**
     * Claims recordings that are still open although their class is over and nobody holds their lease: their files have to be looked at and closed.
     *
     * @param limit the most to look at, at least 1
     * @param within whether this node can reach the files of a recording; others are left alone
     * @return the claims, the oldest recording first
     */
    List<Claim> claimEnded(int limit, Predicate<Recording> within);

    /**
     * Gives the lease up before its time, so that another node need not wait. Without a lease nothing happens.
     *
     * @param streamId the class
     */
    void release(StreamId streamId);

    /**
     * Closes a recording: of an ended class it can be watched from now on, of one that was called off or deleted it is deleted, of one that is still live it
     * stays open. Closing twice is closing once. One that another node has taken over is left to that node.
     *
     * @param id a recording
     * @param facts what it holds; nothing playable counts as failed
     * @return it as it is now; empty when it is unknown
     */
    Optional<Recording> finished(RecordingId id, RecordingFacts facts);

    /**
     * Gives a recording up because nothing of it can be used.
     *
     * @param id a recording that is not closed; any other is left alone
     * @param why for an operator
     */
    void failed(RecordingId id, String why);

    /**
     * @param id a recording
     * @return it, or empty
     */
    Optional<Recording> find(RecordingId id);

    /**
     * @param streamId a class
     * @return its recording that is open, kept or was migrated; else the latest; empty when it was never recorded
     */
    Optional<Recording> forStream(StreamId streamId);

    /** {@return recordings of this node that are not closed, the oldest first: after a crash their files have to be looked at} */
    List<Recording> unfinished();

    /**
     * Takes closed recordings of this node to where they stay, and drops the local copy of each once it is written down that the stored one is verified. May
     * be killed at any moment. What another node is taking there at the moment is left to that node.
     *
     * @param limit the most to take, at least 1
     * @return how it went
     */
    Round storeOnce(int limit);

    /**
     * As {@link #storeOnce(int)}, and then the same with recordings of other nodes whose files this one reaches, as on a shared disk: one of them may have
     * died before it was done.
     *
     * @param limit the most to take of either kind, at least 1
     * @param within whether this node can reach the files of another node's recording
     * @return how it went
     */
    Round storeOnce(int limit, Predicate<Recording> within);

    /**
     * Keeps what this node is storing at the moment its own. Call it every {@link #RECORDER_INTERVAL} on another thread where several nodes reach the same
     * files: an upload takes longer than a lease.
     */
    void renewStoring();
}
