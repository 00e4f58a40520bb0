package dev.stagedoor.core.storage;

import dev.stagedoor.core.session.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SPI: when media of a class arrived. At most one broadcast of a class is open. */
public interface BroadcastStore {
    /**
     * One stretch of media.
     *
     * @param startedAt when the first media arrived
     * @param endedAt when it stopped; empty while it goes on, or when nobody noticed its end
     * @param lastSeenAt when media was last seen; empty when nobody has written that down
     */
    record Broadcast(Instant startedAt, Optional<Instant> endedAt, Optional<Instant> lastSeenAt) {}

    /**
     * Notes that media arrives. One that is open is ended first; the same beginning twice is one.
     *
     * @param streamId the class
     * @param at when the first media arrived
     */
    void began(StreamId streamId, Instant at);

    /**
     * Ends the open broadcast, if there is one.
     *
     * @param streamId the class
     * @param at when, not before its beginning
     */
    void ended(StreamId streamId, Instant at);

    /**
     * Notes that media still arrives. An earlier moment than the one that is known changes nothing.
     *
     * @param streamId the class
     * @param at when media was seen
     * @return false when no broadcast is open
     */
    boolean seen(StreamId streamId, Instant at);

    /**
     * Finds classes whose open broadcast nobody has seen of late. Those whose last sight is not known are not among them.
     *
     * @param lastSeenBy when media was last seen at the latest
     * @param limit the most to give
     * @return the longest unseen first
     */
    List<StreamId> listUnseen(Instant lastSeenBy, int limit);

    /**
     * Ends the open broadcast at the moment it was last seen, when that is not later than the given one. A sight that somebody else notes at the same time
     * either comes first and counts, or finds no open broadcast.
     *
     * @param streamId the class
     * @param lastSeenBy when media was last seen at the latest
     * @return when it ended; empty when nothing was ended
     */
    Optional<Instant> endUnseen(StreamId streamId, Instant lastSeenBy);

    /**
     * @param streamId the class
     * @return its broadcasts, the earliest first
     */
    List<Broadcast> list(StreamId streamId);

    /**
     * Finds classes that may never have been given: scheduled ones with no media, or whose planned end is past, and live ones with no media.
     *
     * @param plannedStartBy what was planned to start by then, for those without media
     * @param plannedEndBy what was planned to end by then, for scheduled ones with media
     * @param limit the most to give
     * @return the longest overdue first
     */
    List<StreamId> listOverdue(Instant plannedStartBy, Instant plannedEndBy, int limit);

    /**
     * Finds live classes that had media and have none any more: every broadcast has ended, the last one by then.
     *
     * @param silentSince when the last media must have stopped
     * @param limit the most to give
     * @return the longest silent first
     */
    List<StreamId> listAbandoned(Instant silentSince, int limit);
}
