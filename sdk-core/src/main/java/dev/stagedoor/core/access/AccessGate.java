package dev.stagedoor.core.access;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;

/** The one gate: page, WHEP, HLS, chat and thumbnails all ask it. Safe for use by many threads. */
public interface AccessGate {
    /**
     * @param user who asks
     * @param stream which class
     * @return the verdict with its reasons, as of now
     */
    AccessExplanation explainAccess(UserId user, StreamId stream);

    /**
     * @param stream which class
     * @return the verdict for somebody who is not signed in: always denied
     */
    AccessExplanation explainAnonymousAccess(StreamId stream);
}
