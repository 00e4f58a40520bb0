package dev.stagedoor.core.audience;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.ReplayTicket;
import java.time.Instant;

/** Whether a device may watch. Precedence: {@link Denied}, {@link TooManyDevices}, {@link Unavailable}, {@link Live} or {@link Replay}. */
public sealed interface WatchResult {
    /**
     * Handles every case.
     *
     * @param cases one method for each
     * @param <R> what comes out
     * @return what the fitting method gave
     */
    <R> R fold(Cases<R> cases);

    /**
     * One method for each case.
     *
     * @param <R> what comes out
     */
    interface Cases<R> {
        /**
         * @param it the case
         * @return anything
         */
        R live(Live it);

        /**
         * @param it the case
         * @return anything
         */
        R replay(Replay it);

        /**
         * @param it the case
         * @return anything
         */
        R denied(Denied it);

        /**
         * @param it the case
         * @return anything
         */
        R tooManyDevices(TooManyDevices it);

        /**
         * @param it the case
         * @return anything
         */
        R unavailable(Unavailable it);
    }

    /**
     * Watch live.
     *
     * @param viewerSessionId this device
     * @param ticket what it needs
     */
    record Live(ViewerSessionId viewerSessionId, WatchTicket ticket) implements WatchResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.live(this);
        }
    }

    /**
     * Watch the recording.
     *
     * @param recordingId what to watch
     * @param ticket what a player needs; it may expire before the right ends, then ask again
     * @param accessEndsAt until when
     */
    record Replay(RecordingId recordingId, ReplayTicket ticket, Instant accessEndsAt) implements WatchResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.replay(this);
        }
    }

    /**
     * The gate is closed.
     *
     * @param explanation the gate's reasons
     */
    record Denied(AccessExplanation explanation) implements WatchResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.denied(this);
        }
    }

    /**
     * As many devices as a seat allows are watching already.
     *
     * @param limit how many may watch on one seat at once
     */
    record TooManyDevices(int limit) implements WatchResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tooManyDevices(this);
        }
    }

    /**
     * The gate is open but the class has no live input yet; try again soon.
     *
     * @param message for people
     */
    record Unavailable(String message) implements WatchResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unavailable(this);
        }
    }
}
