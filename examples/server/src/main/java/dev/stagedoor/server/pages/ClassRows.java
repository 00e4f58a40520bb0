package dev.stagedoor.server.pages;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.session.InstructorPage;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.server.App;
import java.time.Instant;
import java.util.Optional;

/** Turns an instructor's classes into rows. */
final class ClassRows {
    private final Instant now;
    private final Cards cards;
    private final RecordingWords words;

    ClassRows(App app, TimeTeller times, Optional<User> instructor) {
        this.now = app.clock().instant();
        this.cards = new Cards(app.platform(), times, now, instructor);
        this.words = new RecordingWords(app.platform().recordings(), times, now);
    }

    ClassRow of(InstructorPage.Entry entry) {
        StreamSession stream = entry.stream();
        StreamCard card = cards.of(stream);
        RecordingWords.Said recording = words.of(stream);
        boolean open = stream.status() == StreamStatus.SCHEDULED || stream.status() == StreamStatus.LIVE;
        return new ClassRow(
                card.id(),
                card.title(),
                card.badge(),
                card.when(),
                card.length(),
                card.price(),
                seats(stream, entry.statistics()),
                entry.statistics().revenue().amount(),
                entry.statistics().peakViewers(),
                recording.text(),
                recording.downloadable(),
                step(stream),
                stream.status() != StreamStatus.CANCELLED,
                open,
                stream.status() != StreamStatus.LIVE,
                cancelConsequence(entry.statistics()),
                deleteConsequence(entry.statistics()));
    }

    private static String seats(StreamSession stream, StreamStatistics figures) {
        String sold = Words.number(figures.enrollments());
        return stream.capacity().isPresent()
                ? sold + " of " + Words.number(stream.capacity().getAsInt())
                : sold;
    }

    private ClassRow.Step step(StreamSession stream) {
        String base = "/instructor/streams/" + stream.id();
        return switch (stream.status()) {
            case LIVE -> new ClassRow.Step("Back on air", base + "/broadcast", true);
            case SCHEDULED ->
                new ClassRow.Step("Go to green room", base + "/broadcast", Cards.badge(stream, now) == Badge.STARTING);
            case ENDED, CANCELLED ->
                new ClassRow.Step("Hold it again", "/instructor/streams/create?from=" + stream.id(), false);
        };
    }

    static String cancelConsequence(StreamStatistics figures) {
        return paidBack(figures, "Nobody has a seat yet.") + " The class cannot be opened again.";
    }

    static String deleteConsequence(StreamStatistics figures) {
        return paidBack(figures, "Nobody has a seat in it.")
                + " The class disappears from every list. This cannot be undone.";
    }

    private static String paidBack(StreamStatistics figures, String nobody) {
        long people = figures.enrollments();
        long tokens = figures.revenue().amount();
        if (people == 0) {
            return nobody;
        }
        String who = people == 1
                ? "1 person has a seat and loses it"
                : Words.number(people) + " people have seats and lose them";
        return tokens == 0
                ? who + "."
                : who + ", and " + Words.tokens(tokens) + (tokens == 1 ? " goes" : " go") + " back to them.";
    }
}
