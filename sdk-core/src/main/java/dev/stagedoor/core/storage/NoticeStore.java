package dev.stagedoor.core.storage;

import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.NoticeId;
import java.time.Instant;
import java.util.List;

/** SPI: the outbox. */
public interface NoticeStore {
    /**
     * @param notice a new message, due at once
     */
    void insert(Notice notice);

    /**
     * Takes due messages for one sender: until the lease ends, no other call gives them.
     *
     * @param now what is due by now
     * @param leaseUntil when they become due again if nobody says how it went
     * @param limit the most to take
     * @return the oldest first
     */
    List<Claimed> claim(Instant now, Instant leaseUntil, int limit);

    /**
     * @param id a message that was sent
     * @param at when
     */
    void delivered(NoticeId id, Instant at);

    /**
     * @param id a message that could not be sent
     * @param dueAt when to try again
     */
    void postpone(NoticeId id, Instant dueAt);

    /**
     * A message that was taken.
     *
     * @param notice the message
     * @param attempts how often it was taken, this time counted
     */
    record Claimed(Notice notice, int attempts) {}
}
