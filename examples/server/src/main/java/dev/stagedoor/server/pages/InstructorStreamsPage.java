package dev.stagedoor.server.pages;

import java.util.List;

/**
 * {@code /instructor/streams}.
 *
 * @param frame what is around it
 * @param rows the classes shown
 * @param totals figures over all classes
 * @param status the status chip: empty, {@code live}, {@code scheduled}, {@code ended} or {@code cancelled}
 * @param sort {@code upcoming}, {@code newest}, {@code title}, {@code seats} or {@code tokens}
 * @param query what was searched for; empty when nothing
 */
public record InstructorStreamsPage(
        Frame frame, List<ClassRow> rows, Totals totals, String status, String sort, String query) {

    /**
     * Figures over all of the instructor's classes.
     *
     * @param classes how many
     * @param upcoming how many are to come
     * @param seats seats sold
     * @param tokens tokens earned
     * @param peak the most people at once in any class
     */
    public record Totals(int classes, int upcoming, long seats, long tokens, int peak) {}

    /**
     * A chip or an entry of a list.
     *
     * @param key the value in an address
     * @param word what is shown
     */
    public record Choice(String key, String word) {}

    /** The status chips. */
    public static List<Choice> statuses() {
        return List.of(
                new Choice("", "All"),
                new Choice("live", "Live"),
                new Choice("scheduled", "Scheduled"),
                new Choice("ended", "Ended"),
                new Choice("cancelled", "Cancelled"));
    }

    /** The orders. */
    public static List<Choice> sorts() {
        return List.of(
                new Choice("upcoming", "Upcoming first"),
                new Choice("newest", "Latest date first"),
                new Choice("title", "Title"),
                new Choice("seats", "Most seats"),
                new Choice("tokens", "Most tokens"));
    }

    /** Whether the list was narrowed down. */
    public boolean narrowed() {
        return !status.isEmpty() || !query.isEmpty();
    }
}
