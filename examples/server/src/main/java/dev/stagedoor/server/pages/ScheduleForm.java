package dev.stagedoor.server.pages;

import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.tokens.Tokens;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the form in which an instructor plans a class, and fills it from a class. */
final class ScheduleForm {
    static final String[] FIELDS = {
        "title", "description", "date", "time", "zone", "durationMinutes", "priceInTokens", "capacity"
    };
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final long MOST_PRICE = 1_000_000;

    private final Form form;
    private final Instant now;
    private final List<Form.Error> errors = new ArrayList<>();

    private ScheduleForm(Form form, Instant now) {
        this.form = form;
        this.now = now;
    }

    /**
     * What came of reading the form.
     *
     * @param draft the class, when nothing is wrong
     * @param form what was typed, with what is wrong
     */
    record Outcome(Optional<StreamDraft> draft, Form form) {}

    /**
     * Reads everything.
     *
     * @param form what was typed
     * @param now a new start must be later
     * @param unchangedStart a start that may stay although it is over
     */
    static Outcome read(Form form, Instant now, Optional<Instant> unchangedStart) {
        return new ScheduleForm(form, now).read(unchangedStart);
    }

    /** Reads only the words, for a class that has begun. */
    static Outcome readWords(Form form, StreamSession stream) {
        ScheduleForm reader = new ScheduleForm(form, Instant.EPOCH);
        String title = reader.title();
        String description = reader.description();
        return reader.outcome(StreamDraft.from(stream).title(title).description(description));
    }

    private Outcome read(Optional<Instant> unchangedStart) {
        String title = title();
        String description = description();
        ZoneId zone = zone();
        Instant start = start(zone, unchangedStart);
        long minutes = whole("durationMinutes", 1, StreamDraft.MAX_DURATION.toMinutes(), "The length");
        long price = whole("priceInTokens", 0, MOST_PRICE, "The price");
        StreamDraft draft = StreamDraft.of(title, start)
                .description(description)
                .zone(zone)
                .duration(Duration.ofMinutes(Math.max(1, minutes)))
                .price(Tokens.of(Math.max(0, price)));
        return outcome(form.value("capacity").isBlank() ? draft : draft.capacity(capacity()));
    }

    private Outcome outcome(StreamDraft draft) {
        return errors.isEmpty()
                ? new Outcome(Optional.of(draft), form)
                : new Outcome(Optional.empty(), form.withErrors(errors));
    }

    private void wrong(String field, String message) {
        errors.add(new Form.Error(field, message));
    }

    private String title() {
        String title = form.value("title").strip();
        if (title.isEmpty()) {
            wrong("title", "Give the class a title.");
        } else if (title.length() > StreamDraft.MAX_TITLE) {
            wrong("title", "The title is too long: at most " + StreamDraft.MAX_TITLE + " characters.");
        }
        return title;
    }

    private String description() {
        String description = form.value("description").strip();
        if (description.length() > StreamDraft.MAX_DESCRIPTION) {
            wrong(
                    "description",
                    "The text is too long: at most " + Words.number(StreamDraft.MAX_DESCRIPTION) + " characters.");
        }
        return description;
    }

    private ZoneId zone() {
        String name = form.value("zone");
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        wrong("zone", "Choose the time zone.");
        return ZoneOffset.UTC;
    }

    private Instant start(ZoneId zone, Optional<Instant> unchangedStart) {
        Optional<LocalDate> date = date();
        Optional<LocalTime> time = time();
        if (date.isEmpty() || time.isEmpty()) {
            return now;
        }
        LocalDateTime local = date.get().atTime(time.get());
        @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) {
            wrong(
                    "time",
                    TIME.format(local) + " does not exist on this day: the clocks go forward. Choose "
                            + TIME.format(change.getDateTimeAfter()) + " or later.");
            return now;
        }
        Instant start = local.atZone(zone).toInstant();
        if (!start.isAfter(now) && !unchangedStart.equals(Optional.of(start))) {
            wrong("time", "This time is over. Choose a later one.");
        }
        return start;
    }

    private Optional<LocalDate> date() {
        try {
            LocalDate date = LocalDate.parse(form.value("date"));
            if (date.getYear() >= 2000 && date.getYear() <= 2200) {
                return Optional.of(date);
            }
            wrong("date", "Choose a day in this century.");
        } catch (DateTimeException unreadable) {
            wrong("date", form.value("date").isBlank() ? "Choose the day." : "Write the day like 2026-11-30.");
        }
        return Optional.empty();
    }

    private Optional<LocalTime> time() {
        try {
            return Optional.of(LocalTime.parse(form.value("time")));
        } catch (DateTimeException unreadable) {
            wrong("time", form.value("time").isBlank() ? "Choose the start." : "Write the start like 18:00.");
            return Optional.empty();
        }
    }

    private int capacity() {
        return (int) Math.max(1, whole("capacity", 1, StreamDraft.MAX_CAPACITY, "The number of seats"));
    }

    private long whole(String field, long least, long most, String name) {
        String text = form.value(field).strip();
        if (text.matches("[0-9]{1,9}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        wrong(field, name + " is a whole number from " + Words.number(least) + " to " + Words.number(most) + ".");
        return least;
    }

    /** The form for changing a class. */
    static Form filled(StreamDraft draft) {
        ZonedDateTime start = draft.scheduledStart().atZone(draft.zone());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", draft.title());
        values.put("description", draft.description());
        values.put("date", start.toLocalDate().toString());
        values.put("time", TIME.format(start));
        values.put("zone", draft.zone().getId());
        values.put("durationMinutes", Long.toString(draft.duration().toMinutes()));
        values.put("priceInTokens", Long.toString(draft.price().amount()));
        values.put(
                "capacity",
                draft.capacity().isPresent() ? Integer.toString(draft.capacity().getAsInt()) : "");
        return Form.of(values);
    }

    /** The form for holding a class again: the same weekday and local time in the next week that is not past. */
    static Form repeated(StreamDraft draft, Instant now) {
        ZonedDateTime start = draft.scheduledStart().atZone(draft.zone()).plusWeeks(1);
        while (!start.toInstant().isAfter(now)) {
            start = start.plusWeeks(1);
        }
        return filled(draft.scheduledStart(start.toInstant()));
    }

    /** The form for a first class. */
    static Form fresh(Optional<ZoneId> zone, Instant now) {
        ZoneId here = zone.orElse(ZoneOffset.UTC);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("date", now.atZone(here).toLocalDate().plusDays(1).toString());
        values.put("time", "18:00");
        values.put("zone", zone.map(ZoneId::getId).orElse(""));
        values.put("durationMinutes", "45");
        values.put("priceInTokens", "20");
        return Form.of(values);
    }

    /** All zones with a place name, and UTC. */
    static List<String> zones() {
        TreeSet<String> names = new TreeSet<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            if (id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+")) {
                names.add(id);
            }
        }
        names.add("UTC");
        return List.copyOf(names);
    }
}
