package dev.stagedoor.core.session;

import dev.stagedoor.core.Violation;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an instructor plans. Immutable; each method gives a changed copy. May hold anything: {@link #violations} says what is wrong with it. */
public final class StreamDraft {
    /** The length of a class unless said otherwise. */
    public static final Duration DEFAULT_DURATION = Duration.ofMinutes(60);

    /** The longest title, in characters. */
    public static final int MAX_TITLE = 200;

    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION = 5_000;

    /** The longest class. */
    public static final Duration MAX_DURATION = Duration.ofHours(12);

    /** The most seats that can be named; name none for no limit. */
    public static final int MAX_CAPACITY = 1_000_000;

    private final String title;
    private final String description;
    private final Instant scheduledStart;
    private final ZoneId zone;
    private final Duration duration;
    private final Tokens price;
    private final @Nullable Integer capacity;

    private StreamDraft(
            String title,
            String description,
            Instant scheduledStart,
            ZoneId zone,
            Duration duration,
            Tokens price,
            @Nullable Integer capacity) {
        this.title = title;
        this.description = description;
        this.scheduledStart = scheduledStart;
        this.zone = zone;
        this.duration = duration;
        this.price = price;
        this.capacity = capacity;
    }

    /**
     * Plans a free class of {@link #DEFAULT_DURATION} in UTC without a limit of seats.
     *
     * @param title 1 to {@value #MAX_TITLE} characters after trimming
     * @param scheduledStart when it is to start
     * @return a draft
     */
    public static StreamDraft of(String title, Instant scheduledStart) {
        return new StreamDraft(title.strip(), "", scheduledStart, ZoneOffset.UTC, DEFAULT_DURATION, Tokens.ZERO, null);
    }

    /**
     * @param stream a class
     * @return the draft that would make it again
     */
    public static StreamDraft from(StreamSession stream) {
        return new StreamDraft(
                stream.title(),
                stream.description(),
                stream.scheduledStart(),
                stream.zone(),
                stream.duration(),
                stream.price(),
                stream.capacity().isPresent() ? (Integer) stream.capacity().getAsInt() : null);
    }

    /**
     * @param value 1 to {@value #MAX_TITLE} characters after trimming
     * @return a copy
     */
    public StreamDraft title(String value) {
        return new StreamDraft(value.strip(), description, scheduledStart, zone, duration, price, capacity);
    }

    /**
     * @param value at most {@value #MAX_DESCRIPTION} characters
     * @return a copy
     */
    public StreamDraft description(String value) {
        return new StreamDraft(title, value.strip(), scheduledStart, zone, duration, price, capacity);
    }

    /**
     * @param value when it is to start
     * @return a copy
     */
    public StreamDraft scheduledStart(Instant value) {
        return new StreamDraft(title, description, value, zone, duration, price, capacity);
    }

    /**
     * @param value the instructor's zone
     * @return a copy
     */
    public StreamDraft zone(ZoneId value) {
        return new StreamDraft(title, description, scheduledStart, value, duration, price, capacity);
    }

    /**
     * @param value whole minutes, 1 minute to 12 hours
     * @return a copy
     */
    public StreamDraft duration(Duration value) {
        return new StreamDraft(title, description, scheduledStart, zone, value, price, capacity);
    }

    /**
     * @param value what a seat costs
     * @return a copy
     */
    public StreamDraft price(Tokens value) {
        return new StreamDraft(title, description, scheduledStart, zone, duration, value, capacity);
    }

    /**
     * @param seats 1 to {@value #MAX_CAPACITY}
     * @return a copy
     */
    public StreamDraft capacity(int seats) {
        return new StreamDraft(title, description, scheduledStart, zone, duration, price, seats);
    }

    /** {@return a copy without a limit of seats} */
    public StreamDraft unlimited() {
        return new StreamDraft(title, description, scheduledStart, zone, duration, price, null);
    }

    /** {@return the title} */
    public String title() {
        return title;
    }

    /** {@return the description, maybe empty} */
    public String description() {
        return description;
    }

    /** {@return the planned start} */
    public Instant scheduledStart() {
        return scheduledStart;
    }

    /** {@return the instructor's zone} */
    public ZoneId zone() {
        return zone;
    }

    /** {@return the planned length} */
    public Duration duration() {
        return duration;
    }

    /** {@return what a seat costs} */
    public Tokens price() {
        return price;
    }

    /** {@return how many seats there are; empty for no limit} */
    public OptionalInt capacity() {
        return capacity == null ? OptionalInt.empty() : OptionalInt.of(capacity);
    }

    /**
     * Says what is wrong, apart from the start, which only a clock can judge.
     *
     * @return nothing when the draft can become a class
     */
    public List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        check(found, !title.isEmpty() && title.length() <= MAX_TITLE, "title", "has 1 to " + MAX_TITLE + " characters");
        check(
                found,
                description.length() <= MAX_DESCRIPTION,
                "description",
                "has at most " + MAX_DESCRIPTION + " characters");
        check(found, hasWholeMinutes(), "durationMinutes", "is 1 to " + MAX_DURATION.toMinutes() + " whole minutes");
        check(
                found,
                capacity == null || (capacity >= 1 && capacity <= MAX_CAPACITY),
                "capacity",
                "is 1 to " + MAX_CAPACITY + ", or absent for no limit");
        return found;
    }

    private boolean hasWholeMinutes() {
        return duration.compareTo(Duration.ofMinutes(1)) >= 0
                && duration.compareTo(MAX_DURATION) <= 0
                && duration.equals(Duration.ofMinutes(duration.toMinutes()));
    }

    private static void check(List<Violation> found, boolean fine, String field, String rule) {
        if (!fine) {
            found.add(new Violation(field, field + " " + rule));
        }
    }
}
