package dev.stagedoor.core.recording;

import java.time.Duration;
import java.util.Optional;

/** What became of a deletion. Faults are a {@link RecordingException} instead. */
public sealed interface DeleteResult {
    /** It was there and is gone. */
    record Deleted() implements DeleteResult {}

    /** It had gone before: as good as deleted. */
    record AlreadyGone() implements DeleteResult {}

    /**
     * The provider still works on it (such as "still live"): ask again later.
     *
     * @param retryAfter when, if the provider says so
     */
    record StillInUse(Optional<Duration> retryAfter) implements DeleteResult {}
}
