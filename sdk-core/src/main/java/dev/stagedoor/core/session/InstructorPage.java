package dev.stagedoor.core.session;

import java.util.List;
import java.util.Optional;

/**
 * One page of an instructor's own classes.
 *
 * @param streams in order, with figures
 * @param nextCursor what to ask the next page with; empty on the last
 */
public record InstructorPage(List<Entry> streams, Optional<String> nextCursor) {
    /** Copies the list. */
    public InstructorPage {
        streams = List.copyOf(streams);
    }

    /**
     * A class and its figures.
     *
     * @param stream the class
     * @param statistics its figures
     */
    public record Entry(StreamSession stream, StreamStatistics statistics) {}
}
