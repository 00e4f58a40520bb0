package dev.stagedoor.core.media;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.session.StreamId;
import java.time.Instant;

/** Something that happened to a broadcast or a viewer. */
public sealed interface LiveInputEvent {
    /** {@return the class it is about} */
    StreamId streamId();

    /** {@return when it happened, by the provider's clock} */
    Instant at();

    /**
     * A broadcaster is connected, the first time or again.
     *
     * @param streamId the class
     * @param at when
     */
    record PublisherConnected(StreamId streamId, Instant at) implements LiveInputEvent {}

    /**
     * Media arrives: viewers who join now will see a picture.
     *
     * @param streamId the class
     * @param at when the first media of this connection arrived
     */
    record MediaFlowing(StreamId streamId, Instant at) implements LiveInputEvent {}

    /**
     * The broadcaster was lost without saying goodbye; viewers wait.
     *
     * @param streamId the class
     * @param at when it was noticed
     * @param graceUntil until when a return continues the same broadcast
     */
    record PublisherReconnecting(StreamId streamId, Instant at, Instant graceUntil) implements LiveInputEvent {}

    /**
     * The broadcaster left, or did not return within the grace period. The class itself goes on until it is ended.
     *
     * @param streamId the class
     * @param at when
     */
    record PublisherGone(StreamId streamId, Instant at) implements LiveInputEvent {}

    /**
     * A device watches.
     *
     * @param streamId the class
     * @param userId whose device
     * @param viewerSessionId which device
     * @param at when
     */
    record ViewerJoined(StreamId streamId, UserId userId, ViewerSessionId viewerSessionId, Instant at)
            implements LiveInputEvent {}

    /**
     * A device stopped watching, for whatever reason. May come more than once and without a join.
     *
     * @param streamId the class
     * @param userId whose device
     * @param viewerSessionId which device
     * @param at when
     */
    record ViewerLeft(StreamId streamId, UserId userId, ViewerSessionId viewerSessionId, Instant at)
            implements LiveInputEvent {}
}
