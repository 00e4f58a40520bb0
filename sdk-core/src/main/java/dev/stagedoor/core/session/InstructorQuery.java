package dev.stagedoor.core.session;

/**
 * What to list for an instructor.
 *
 * @param streams status, search, cursor and limit, as for everybody
 * @param sort in which order
 */
public record InstructorQuery(StreamQuery streams, Sort sort) {
    /** In which order. */
    public enum Sort {
        /** Live, then upcoming by start, then past with the latest first. */
        UPCOMING_FIRST,
        /** By planned start, the latest first. */
        LATEST_START_FIRST,
        /** By planned start, the earliest first. */
        EARLIEST_START_FIRST
    }

    /** {@return all classes of all states, upcoming first} */
    public static InstructorQuery all() {
        return of(StreamQuery.all());
    }

    /**
     * @param streams status, search, cursor and limit
     * @return upcoming first
     */
    public static InstructorQuery of(StreamQuery streams) {
        return new InstructorQuery(streams, Sort.UPCOMING_FIRST);
    }
}
