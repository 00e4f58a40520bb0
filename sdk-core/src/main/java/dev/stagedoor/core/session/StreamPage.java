package dev.stagedoor.core.session;

import java.util.List;
import java.util.Optional;

/**
 * One page of classes.
 *
 * @param streams in order
 * @param nextCursor what to ask the next page with; empty on the last
 */
public record StreamPage(List<StreamSession> streams, Optional<String> nextCursor) {
    /** Copies the list. */
    public StreamPage {
        streams = List.copyOf(streams);
    }
}
