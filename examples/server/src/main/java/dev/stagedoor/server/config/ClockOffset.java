package dev.stagedoor.server.config;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * How much later than the real clock the server lives, for looking ahead in demo mode.
 *
 * @param period calendar part, added in UTC
 * @param duration exact part
 */
public record ClockOffset(Period period, Duration duration) {

    /** The real clock. */
    public static final ClockOffset NONE = new ClockOffset(Period.ZERO, Duration.ZERO);

    /**
     * Reads an ISO 8601 period or duration such as {@code P8D}, {@code P2M} or {@code PT36H}.
     *
     * @throws IllegalArgumentException if the text is neither, or points backwards
     */
    public static ClockOffset parse(String text) {
        ClockOffset offset = read(text);
        if (offset.period.isNegative() || offset.duration.isNegative()) {
            throw new IllegalArgumentException("must not be negative");
        }
        return offset;
    }

    private static ClockOffset read(String text) {
        try {
            return new ClockOffset(Period.parse(text), Duration.ZERO);
        } catch (DateTimeParseException notAPeriod) {
            return readDuration(text);
        }
    }

    private static ClockOffset readDuration(String text) {
        try {
            return new ClockOffset(Period.ZERO, Duration.parse(text));
        } catch (DateTimeParseException notADuration) {
            throw new IllegalArgumentException("must be an ISO 8601 period or duration such as P8D", notADuration);
        }
    }

    /** The given clock moved by this offset. The shift is fixed when this is called, so that time keeps its pace. */
    public InstantSource applyTo(InstantSource real) {
        if (equals(NONE)) {
            return real;
        }
        Instant now = real.instant();
        Duration shift = Duration.between(
                now, now.atZone(ZoneOffset.UTC).plus(period).plus(duration).toInstant());
        return () -> real.instant().plus(shift);
    }
}
