package dev.stagedoor.core.recording;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a recording is in its life.
 *
 * <pre>
 *   recording --(class over, file closed)--&gt; ready --(replay time over, class qualifies)--&gt; retained --(migration date)--&gt; migrated
 *       |                                      |                                            |
 *       |                                      +--(replay time over, does not qualify)--+    +--(qualifies no longer)--+
 *       +--(class called off or deleted)------------------------------------------------+--&gt; deleting --&gt; deleted &lt;---+
 *       +--(nothing usable)--&gt; failed
 * </pre>
 */
public enum RecordingState {
    /** The class is being recorded, or its end was not seen yet. */
    RECORDING,
    /** Can be watched by those with a seat until replay access ends. */
    READY,
    /** Replay access is over; kept, closed, because the class qualifies for the catalog. */
    RETAINED,
    /** Closed, and to be deleted at the provider. */
    DELETING,
    /** Gone. */
    DELETED,
    /** Belongs to a workout. */
    MIGRATED,
    /** Nothing usable was recorded. */
    FAILED;

    /** {@return the lower-case name, as in API and database} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param text anything
     * @return the state of that lower-case name, or empty
     */
    public static Optional<RecordingState> parse(String text) {
        for (RecordingState state : values()) {
            if (state.wireName().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
