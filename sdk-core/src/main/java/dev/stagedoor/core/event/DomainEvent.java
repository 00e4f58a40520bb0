package dev.stagedoor.core.event;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.tokens.Tokens;

/** Something that has happened and is committed. */
public sealed interface DomainEvent {
    /**
     * A class was planned, edited, started, ended, cancelled or deleted: its status says which, apart from deletion.
     *
     * @param stream the class as it is now, or as it last was
     * @param change what happened
     */
    record StreamChanged(StreamSession stream, Change change) implements DomainEvent {
        /** What happened to a class. */
        public enum Change {
            /** Planned. */
            CREATED,
            /** Edited. */
            EDITED,
            /** Went live. */
            STARTED,
            /** Ended. */
            ENDED,
            /** Cancelled. */
            CANCELLED,
            /** Deleted. */
            DELETED
        }
    }

    /**
     * A seat was taken, given back, or its payment became known.
     *
     * @param enrollment as it is now
     */
    record EnrollmentChanged(Enrollment enrollment) implements DomainEvent {}

    /**
     * A wallet changed.
     *
     * @param userId whose
     * @param newBalance what is in it now
     */
    record BalanceChanged(UserId userId, Tokens newBalance) implements DomainEvent {}

    /**
     * People came or went.
     *
     * @param streamId the class
     * @param viewers people who watch now
     * @param peakViewers the most at once
     */
    record AudienceChanged(StreamId streamId, int viewers, int peakViewers) implements DomainEvent {}

    /**
     * The broadcast came, went, or is being waited for; never about viewers.
     *
     * @param streamId the class
     * @param event what the provider reported
     */
    record BroadcastChanged(StreamId streamId, LiveInputEvent event) implements DomainEvent {}

    /**
     * A recording began, was closed, kept, migrated or deleted: its state says which.
     *
     * @param recording as it is now
     */
    record RecordingChanged(Recording recording) implements DomainEvent {}
}
