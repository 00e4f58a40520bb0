package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSession;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.session.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SPI: devices that were let in. */
public interface ViewerStore {
    /**
     * @param session a device that was just let in
     */
    void insert(ViewerSession session);

    /**
     * @param id a device
     * @return it, or empty
     */
    Optional<ViewerSession> find(ViewerSessionId id);

    /**
     * @param id a device
     * @param at when its media connection stood
     * @return false when it is unknown; one that had left is back, and keeps the time it first joined
     */
    boolean joined(ViewerSessionId id, Instant at);

    /**
     * @param id a device
     * @param at when it stopped
     * @return false when it is unknown or had left before
     */
    boolean left(ViewerSessionId id, Instant at);

    /**
     * Notes that a device says it watches, as {@link #joined} does, and when.
     *
     * @param id a device
     * @param at when; an earlier moment than the one that is known does not take its place
     * @return false when it is unknown
     */
    boolean beat(ViewerSessionId id, Instant at);

    /**
     * Finds devices that have not left and whose last beat is long ago. Devices without any beat are not among them.
     *
     * @param lastBeatBy when the last beat was at the latest
     * @param limit the most to give, at least 1
     * @return the longest silent first
     */
    List<ViewerSession> listSilent(Instant lastBeatBy, int limit);

    /**
     * Marks a device as left at its last beat, if it has not left and that beat is not later than the given moment.
     *
     * @param id a device
     * @param lastBeatBy when the last beat was at the latest
     * @return whether it was marked
     */
    boolean leftSilently(ViewerSessionId id, Instant lastBeatBy);

    /**
     * @param streamId which class
     * @param userId whose
     * @return devices that have not left, the earliest admitted first
     */
    List<ViewerSession> open(StreamId streamId, UserId userId);

    /**
     * @param streamId which class
     * @return how many people watch now: joined and not left, each once, the instructor not counted
     */
    int countPeople(StreamId streamId);

    /**
     * @param streamId which class
     * @param until when devices that still watch are taken to stop
     * @return for how long devices watched, all together, the instructor's not counted
     */
    Duration watched(StreamId streamId, Instant until);

    /**
     * Marks every open device of a class, or of all classes, as left.
     *
     * @param streamId which class; empty for all
     * @param at when
     */
    void leaveAll(Optional<StreamId> streamId, Instant at);
}
