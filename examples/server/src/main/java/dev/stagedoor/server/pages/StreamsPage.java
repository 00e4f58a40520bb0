package dev.stagedoor.server.pages;

import java.util.List;

/**
 * {@code /streams}.
 *
 * @param frame what is around it
 * @param filter which chip is chosen
 * @param query what was searched for; empty when nothing
 * @param live on air now
 * @param upcoming to come, by day
 * @param past over
 * @param more where the rest of a long list is; empty when this is all
 */
public record StreamsPage(
        Frame frame,
        Filter filter,
        String query,
        List<StreamCard> live,
        List<Day> upcoming,
        List<StreamCard> past,
        String more) {

    /** The filter chips. */
    public enum Filter {
        /** Everything. */
        ALL("", "All"),
        /** On air. */
        LIVE("live", "Live now"),
        /** To come. */
        SCHEDULED("scheduled", "Upcoming"),
        /** Over. */
        ENDED("ended", "Past");

        private final String key;
        private final String word;

        Filter(String key, String word) {
            this.key = key;
            this.word = word;
        }

        /** Reads the query parameter; anything unknown is {@link #ALL}. */
        public static Filter of(String value) {
            for (Filter filter : values()) {
                if (filter.key.equals(value)) {
                    return filter;
                }
            }
            return ALL;
        }

        /** The value in an address. */
        public String key() {
            return key;
        }

        /** The word on the chip. */
        public String word() {
            return word;
        }

        boolean shows(Filter other) {
            return this == ALL || this == other;
        }
    }

    /**
     * The classes of one day.
     *
     * @param heading for example {@code Today}
     * @param streams in order of their start
     */
    public record Day(String heading, List<StreamCard> streams) {}

    /** Whether there is nothing to show at all. */
    public boolean empty() {
        return live.isEmpty() && upcoming.isEmpty() && past.isEmpty();
    }

    /** Whether the reader narrowed the list down. */
    public boolean narrowed() {
        return filter != Filter.ALL || !query.isEmpty();
    }

    /** How many classes are shown. */
    public int count() {
        return live.size()
                + past.size()
                + upcoming.stream().mapToInt(day -> day.streams().size()).sum();
    }
}
