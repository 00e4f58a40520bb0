package dev.stagedoor.core.session;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to list for everybody. Immutable; each method gives a changed copy. */
public final class StreamQuery {
    /** Classes on a page unless said otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    /** The most classes on a page. */
    public static final int MAX_LIMIT = 100;

    /** Some databases cannot even compare with these. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final StreamQuery ALL = new StreamQuery(null, "", null, DEFAULT_LIMIT);

    private final @Nullable StreamStatus status;
    private final String text;
    private final @Nullable String cursor;
    private final int limit;

    private StreamQuery(@Nullable StreamStatus status, String text, @Nullable String cursor, int limit) {
        this.status = status;
        this.text = text;
        this.cursor = cursor;
        this.limit = limit;
    }

    /** {@return live, upcoming and past classes, first page} */
    public static StreamQuery all() {
        return ALL;
    }

    /**
     * @param only the one status to show
     * @return a copy
     */
    public StreamQuery status(StreamStatus only) {
        return new StreamQuery(only, text, cursor, limit);
    }

    /**
     * @param words found in titles, whatever the case of letters; blank for all; control characters count as blanks;
     *     longer than 200 characters is cut
     * @return a copy
     */
    public StreamQuery text(String words) {
        String trimmed = CONTROL.matcher(words).replaceAll(" ").strip();
        return new StreamQuery(status, trimmed.substring(0, Math.min(200, trimmed.length())), cursor, limit);
    }

    /**
     * @param nextCursor from the page before; one that we never gave shows the first page
     * @return a copy
     */
    public StreamQuery after(String nextCursor) {
        return new StreamQuery(status, text, nextCursor, limit);
    }

    /**
     * @param most classes on the page; below 1 becomes 1, above {@value #MAX_LIMIT} becomes that
     * @return a copy
     */
    public StreamQuery limit(int most) {
        return new StreamQuery(status, text, cursor, Math.max(1, Math.min(MAX_LIMIT, most)));
    }

    /** {@return the one status to show, or empty} */
    public Optional<StreamStatus> status() {
        return Optional.ofNullable(status);
    }

    /** {@return what titles must contain; empty for all} */
    public String text() {
        return text;
    }

    /** {@return where to go on, or empty} */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** {@return the most classes on the page} */
    public int limit() {
        return limit;
    }
}
