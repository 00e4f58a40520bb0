package dev.stagedoor.core.storage;

import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatistics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SPI: classes. Deleted ones are kept for the books and found by nothing here. */
public interface StreamStore {
    /**
     * @param stream a new class
     * @return false when its id is taken, even by a deleted class
     */
    boolean insert(StreamSession stream);

    /**
     * @param id a class
     * @return it, or empty
     */
    Optional<StreamSession> find(StreamId id);

    /**
     * Reads a class and keeps others from changing it until this unit of work ends.
     *
     * @param id a class
     * @return it, or empty
     */
    Optional<StreamSession> lock(StreamId id);

    /**
     * Overwrites a class with the next version; seats taken, peak viewers and the live input stay as stored.
     *
     * @param stream the class as it shall be, with the version that was read
     * @return the class as stored
     * @throws ConcurrentChangeException when somebody else wrote a newer version
     */
    StreamSession update(StreamSession stream);

    /**
     * Notes where the class's media arrives, without making a new version.
     *
     * @param id a class
     * @param liveInputId the provider's name
     */
    void assignLiveInput(StreamId id, LiveInputId liveInputId);

    /**
     * @param id a class to keep for the books only
     */
    void delete(StreamId id);

    /**
     * Counts one more seat, unless none is left or the class has changed since it was read.
     *
     * @param id a class
     * @param version as read
     * @return how it went
     */
    SeatTaken takeSeat(StreamId id, long version);

    /**
     * Counts one seat less, not below zero.
     *
     * @param id a class
     */
    void freeSeat(StreamId id);

    /**
     * Raises the peak when the count is higher.
     *
     * @param id a class
     * @param viewers people who watch now
     * @return the peak now
     */
    int raisePeak(StreamId id, int viewers);

    /**
     * Lists classes of one or more states by planned start, then id.
     *
     * @param slice which
     * @return at most {@link StreamSlice#limit()}
     */
    List<StreamSession> list(StreamSlice slice);

    /**
     * @param ids classes
     * @return the figures of each that exists
     */
    Map<StreamId, StreamStatistics> statistics(Collection<StreamId> ids);

    /** How taking a seat went. */
    enum SeatTaken {
        /** Counted. */
        TAKEN,
        /** None is left. */
        SOLD_OUT,
        /** The class is not as it was read, or gone. */
        CHANGED
    }
}
