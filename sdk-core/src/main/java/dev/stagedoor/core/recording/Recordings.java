package dev.stagedoor.core.recording;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.session.StreamId;
import java.util.List;
import java.util.Optional;

/** Recordings of classes: begun and closed by whoever records, then taken to where they stay. Safe for use by many threads and nodes at once. */
public interface Recordings {
    /**
     * Begins to record a live class, or goes on with what was begun and not closed.
     *
     * @param streamId the class
     * @return the open recording; empty when the class is not live, or is recorded by another node
     */
    Optional<Recording> begin(StreamId streamId);

    /**
     * Closes a recording: of an ended class it can be watched from now on, of one that was called off or deleted it is deleted, of one that is still live it
     * stays open. Closing twice is closing once.
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
     * be killed at any moment.
     *
     * @param limit the most to take, at least 1
     * @return how it went
     */
    Round storeOnce(int limit);
}
