package dev.stagedoor.core.internal;

import dev.stagedoor.core.TimeOrderedIds;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.TokenProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What every room works with.
 *
 * @param storage where everything is kept
 * @param tokens who keeps the wallets
 * @param liveInputs where broadcasts arrive
 * @param recordings where recordings stay
 * @param retention how long they stay
 * @param clock the one clock
 * @param ids makes ids
 * @param events tells what has happened
 */
public record Tools(
        Storage storage,
        TokenProvider tokens,
        LiveInputProvider liveInputs,
        RecordingProvider recordings,
        RetentionPolicy retention,
        InstantSource clock,
        TimeOrderedIds ids,
        DomainEvents events) {
    /** Whole milliseconds, so that what is returned equals what every database stores. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void publishAfterCommit(UnitOfWork work, DomainEvent event) {
        work.afterCommit(() -> events.publish(event));
    }
}
