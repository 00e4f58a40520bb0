package dev.stagedoor.recorder;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of the broadcast that the recording does not show.
 *
 * @param from the wall clock at its beginning
 * @param length how long it lasts
 * @param cause why
 */
public record Gap(Instant from, Duration length, Cause cause) {

    /** Why something is missing. */
    public enum Cause {
        /** Nothing was sent, or the recorder was not there: the replay jumps over it. */
        INTERRUPTION,
        /** Packets were lost: the replay shows a still picture meanwhile. */
        LOSS
    }
}
