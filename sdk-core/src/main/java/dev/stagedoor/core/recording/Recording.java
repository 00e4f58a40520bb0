package dev.stagedoor.core.recording;

import dev.stagedoor.core.session.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * The recording of a class, as it was when it was read.
 *
 * @param id who it is
 * @param streamId the class
 * @param state where it is in its life
 * @param node the node that made it and has its local copy
 * @param local whether that node still has a copy that must be stored or dropped
 * @param assetId the provider's name for it, once stored and verified
 * @param startedAt when it began
 * @param endedAt when it was closed
 * @param facts what it holds, once closed
 * @param dueAt when a sweep has to look at it next; empty when none has to
 * @param migrateAt when it may move to the catalog; empty when it will not
 * @param attempts how often deleting it was tried
 * @param lastError what went wrong last, for an operator
 */
public record Recording(
        RecordingId id,
        StreamId streamId,
        RecordingState state,
        String node,
        boolean local,
        Optional<AssetId> assetId,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<RecordingFacts> facts,
        Optional<Instant> dueAt,
        Optional<Instant> migrateAt,
        int attempts,
        Optional<String> lastError) {
    /**
     * Begins a recording.
     *
     * @param id who it is
     * @param streamId the class
     * @param node who makes it
     * @param at when it begins
     * @return it, open
     */
    public static Recording begun(RecordingId id, StreamId streamId, String node, Instant at) {
        return new Recording(
                id,
                streamId,
                RecordingState.RECORDING,
                node,
                true,
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /**
     * @param at when the file was closed
     * @param what it holds
     * @param expiresAt when replay access ends
     * @param mayMigrateAt when it may move to the catalog
     * @return it, ready to be watched
     */
    public Recording ready(Instant at, RecordingFacts what, Instant expiresAt, Optional<Instant> mayMigrateAt) {
        return with(RecordingState.READY, Optional.of(at), Optional.of(what), Optional.of(expiresAt), mayMigrateAt);
    }

    /**
     * @param at when it was given up
     * @param why for an operator
     * @return it, without anything usable
     */
    public Recording failed(Instant at, String why) {
        return with(RecordingState.FAILED, Optional.of(at), facts, Optional.empty(), Optional.empty())
                .troubled(why);
    }

    /**
     * @param lookAgainAt when to ask again whether the class still qualifies
     * @return it, closed and kept for the catalog
     */
    public Recording retained(Instant lookAgainAt) {
        return with(RecordingState.RETAINED, endedAt, facts, Optional.of(lookAgainAt), migrateAt);
    }

    /**
     * @param now when
     * @return it, closed and to be deleted
     */
    public Recording deleting(Instant now) {
        return with(
                RecordingState.DELETING, endedAt.or(() -> Optional.of(now)), facts, Optional.of(now), Optional.empty());
    }

    /** {@return it, gone} */
    public Recording deleted() {
        return with(RecordingState.DELETED, endedAt, facts, Optional.empty(), Optional.empty())
                .placed(false, Optional.empty());
    }

    /** {@return it, as the video of a workout} */
    public Recording migrated() {
        return with(RecordingState.MIGRATED, endedAt, facts, Optional.empty(), Optional.empty());
    }

    /**
     * @param at when a sweep has to look at it again
     * @return it, otherwise the same
     */
    public Recording dueAgain(Instant at) {
        return with(state, endedAt, facts, Optional.of(at), migrateAt);
    }

    /**
     * @param at when it may move to the catalog; empty when it will not
     * @return it, otherwise the same
     */
    public Recording migratingAt(Optional<Instant> at) {
        return with(state, endedAt, facts, dueAt, at);
    }

    /**
     * @param by the node that goes on with it
     * @param why for an operator
     * @return it, as that node's own
     */
    public Recording takenOver(String by, String why) {
        return new Recording(
                        id, streamId, state, by, true, assetId, startedAt, endedAt, facts, dueAt, migrateAt, attempts,
                        lastError)
                .troubled(why);
    }

    /** {@return it, with one attempt more} */
    public Recording triedAgain() {
        return new Recording(
                id,
                streamId,
                state,
                node,
                local,
                assetId,
                startedAt,
                endedAt,
                facts,
                dueAt,
                migrateAt,
                attempts + 1,
                lastError);
    }

    /**
     * @param stillLocal whether the node that made it still has a copy
     * @param asset where it is stored
     * @return it, otherwise the same
     */
    public Recording placed(boolean stillLocal, Optional<AssetId> asset) {
        return new Recording(
                id,
                streamId,
                state,
                node,
                stillLocal,
                asset,
                startedAt,
                endedAt,
                facts,
                dueAt,
                migrateAt,
                attempts,
                lastError);
    }

    /**
     * @param why what went wrong, cut to 500 characters
     * @return it, otherwise the same
     */
    public Recording troubled(String why) {
        return new Recording(
                id,
                streamId,
                state,
                node,
                local,
                assetId,
                startedAt,
                endedAt,
                facts,
                dueAt,
                migrateAt,
                attempts,
                Optional.of(why.length() > 500 ? why.substring(0, 500) : why));
    }

    /** {@return whether people with a right may watch it} */
    public boolean watchable() {
        return state == RecordingState.READY || state == RecordingState.MIGRATED;
    }

    private Recording with(
            RecordingState next,
            Optional<Instant> end,
            Optional<RecordingFacts> what,
            Optional<Instant> due,
            Optional<Instant> migrate) {
        return new Recording(
                id, streamId, next, node, local, assetId, startedAt, end, what, due, migrate, attempts, lastError);
    }
}
