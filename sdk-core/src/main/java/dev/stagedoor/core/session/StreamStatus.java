package dev.stagedoor.core.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a class is in its life. Moves: scheduled → live → ended, and scheduled → cancelled or live → cancelled; nothing else. */
public enum StreamStatus {
    /** Planned; seats are sold. */
    SCHEDULED,
    /** Running; seats are sold, people watch. */
    LIVE,
    /** Over; a replay may be there. */
    ENDED,
    /** Will not be given, or was broken off by its instructor; tokens go back. */
    CANCELLED;

    /** {@return the lower-case name, as in the API and the database} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param wireName as in the API and the database
     * @return the status, or empty when there is no such
     */
    public static Optional<StreamStatus> parse(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst();
    }

    /**
     * @param next where a class wants to go
     * @return whether that move is legal
     */
    public boolean mayBecome(StreamStatus next) {
        if (this == SCHEDULED) {
            return next == LIVE || next == CANCELLED;
        }
        return this == LIVE && (next == ENDED || next == CANCELLED);
    }
}
