package dev.stagedoor.cloudflare.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads times of RFC 3339. The form that the service sends goes a way of its own, because the general one costs as much as the rest of a record. */
final class Times {
    private static final int SECONDS_END = 19;
    private static final int LONGEST = 30;

    private Times() {}

    static Optional<Instant> read(String text) {
        try {
            return Optional.of(
                    isInUtc(text) ? inUtc(text) : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** Whether it is {@code 2026-11-22T09:15:02.123456Z} with up to nine digits of a fraction, or without one. */
    private static boolean isInUtc(String text) {
        int length = text.length();
        if (length <= SECONDS_END || length > LONGEST || length == SECONDS_END + 2 || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char c = text.charAt(i);
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                case SECONDS_END -> c == '.';
                default -> c >= '0' && c <= '9';
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Instant inUtc(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of a day");
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int end = text.length() - 1;
        long nanos = end == SECONDS_END ? 0 : number(text, SECONDS_END + 1, end);
        for (int digits = end - SECONDS_END - 1; digits < 9 && nanos > 0; digits++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second, nanos);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
