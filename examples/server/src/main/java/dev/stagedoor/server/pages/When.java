package dev.stagedoor.server.pages;

import java.time.Instant;

/**
 * A moment, told twice: how far away it is and what the clock shows.
 *
 * @param instant the moment itself
 * @param zone IANA name of the zone the texts are written in
 * @param relative for example {@code in 12 minutes}
 * @param clock for example {@code 18:00 CET}
 * @param day for example {@code Today} or {@code Thu 26 Nov}
 */
public record When(Instant instant, String zone, String relative, String clock, String day) {

    /** The moment for {@code <time datetime>}. */
    public String iso() {
        return instant.toString();
    }
}
