package dev.stagedoor.server.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Tells moments in one zone. {@code time.js} follows the same rules in the page, so that a text which the server wrote
 * and the page refreshed reads the same.
 */
public final class TimeTeller {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY_AND_YEAR =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final Duration NOW = Duration.ofSeconds(45);
    private static final long HOURS_TOLD_WITH_MINUTES = 6;
    private static final long DAYS_BEFORE_WEEKS = 14;
    private static final long DAYS_BEFORE_MONTHS = 60;

    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * Makes a teller.
     *
     * @param clock what time it is
     * @param zone the reader's zone
     */
    public TimeTeller(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** Tells a moment. */
    public When when(Instant instant) {
        return new When(instant, zone.getId(), relative(instant), clockText(instant), shortDay(instant));
    }

    private String shortDay(Instant instant) {
        LocalDate date = date(instant);
        LocalDate today = date(clock.instant());
        if (date.equals(today)) {
            return "Today";
        }
        return (date.getYear() == today.getYear() ? SHORT_DAY : SHORT_DAY_AND_YEAR).format(date);
    }

    /** The day of a moment as a heading: {@code Today}, {@code Tomorrow}, {@code Yesterday} or the date. */
    public String day(Instant instant) {
        LocalDate date = date(instant);
        LocalDate today = date(clock.instant());
        long days = ChronoUnit.DAYS.between(today, date);
        if (days == 0) {
            return "Today";
        }
        if (days == 1) {
            return "Tomorrow";
        }
        if (days == -1) {
            return "Yesterday";
        }
        return date.getYear() == today.getYear() ? DAY.format(date) : DAY_AND_YEAR.format(date);
    }

    /** The day of a moment in the reader's zone. */
    public LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** The clock of another zone at a moment, or an empty text when it shows the same time. */
    public String clockElsewhere(Instant instant, ZoneId other) {
        ZonedDateTime there = instant.atZone(other);
        return there.toLocalDateTime().equals(instant.atZone(zone).toLocalDateTime()) ? "" : CLOCK.format(there);
    }

    private String clockText(Instant instant) {
        return CLOCK.format(instant.atZone(zone));
    }

    private String relative(Instant instant) {
        Duration away = Duration.between(clock.instant(), instant);
        Duration distance = away.abs();
        if (distance.compareTo(NOW) < 0) {
            return "now";
        }
        String text = distanceText(instant, distance, !away.isNegative());
        if (text.equals("tomorrow") || text.equals("yesterday")) {
            return text;
        }
        return away.isNegative() ? text + " ago" : "in " + text;
    }

    private String distanceText(Instant instant, Duration distance, boolean ahead) {
        long minutes = ahead ? (distance.toSeconds() + 59) / 60 : Math.max(1, distance.toMinutes());
        if (minutes < 60) {
            return count(minutes, "minute");
        }
        long hours = minutes / 60;
        if (hours < HOURS_TOLD_WITH_MINUTES) {
            long rest = minutes % 60;
            return rest == 0 ? count(hours, "hour") : hours + " h " + rest + " min";
        }
        long days = Math.abs(ChronoUnit.DAYS.between(date(clock.instant()), date(instant)));
        if (days == 0) {
            return count(hours, "hour");
        }
        return daysText(days, ahead);
    }

    private static String daysText(long days, boolean ahead) {
        if (days == 1) {
            return ahead ? "tomorrow" : "yesterday";
        }
        if (days < DAYS_BEFORE_WEEKS) {
            return count(days, "day");
        }
        return days < DAYS_BEFORE_MONTHS ? count(days / 7, "week") : count(days / 30, "month");
    }

    private static String count(long number, String unit) {
        return Words.count(number, unit);
    }
}
