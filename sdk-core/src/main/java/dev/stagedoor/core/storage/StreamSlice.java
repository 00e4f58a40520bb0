package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which classes to list.
 *
 * @param statuses the states to show, at least one
 * @param instructor only this person's
 * @param text found in the title whatever the case of letters; empty for all; no character is special
 * @param ascending whether the earliest start comes first
 * @param after the place to go on behind
 * @param limit the most to give, at least 1
 */
public record StreamSlice(
        Set<StreamStatus> statuses,
        Optional<UserId> instructor,
        String text,
        boolean ascending,
        Optional<Position> after,
        int limit) {
    /** Copies the states. */
    public StreamSlice {
        statuses = Set.copyOf(statuses);
    }

    /**
     * A place in the order.
     *
     * @param scheduledStart of the last class shown
     * @param id of the last class shown
     */
    public record Position(Instant scheduledStart, StreamId id) {}
}
