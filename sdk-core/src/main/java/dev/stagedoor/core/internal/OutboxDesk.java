package dev.stagedoor.core.internal;

import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.Notifier;
import dev.stagedoor.core.notice.Outbox;
import dev.stagedoor.core.storage.NoticeStore.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Outbox} over the storage: messages are leased, so that a crash while sending only delays them. */
public final class OutboxDesk implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDesk.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    private final Tools tools;

    /**
     * @param tools what the room works with
     */
    public OutboxDesk(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Round deliverDue(Notifier notifier, int limit) {
        Instant now = tools.now();
        List<Claimed> due = tools.storage().inTransaction(work -> work.notices().claim(now, now.plus(LEASE), limit));
        int done = 0;
        for (Claimed claimed : due) {
            done += deliver(notifier, claimed) ? 1 : 0;
        }
        return new Round(due.size(), done, due.size() - done);
    }

    private boolean deliver(Notifier notifier, Claimed claimed) {
        Notice notice = claimed.notice();
        try {
            notifier.deliver(notice);
        } catch (RuntimeException fault) {
            LOG.warn("notice {} ({}) was not sent, attempt {}", notice.id(), notice.kind(), claimed.attempts(), fault);
            Instant dueAt = tools.now().plus(pauseAfter(claimed.attempts()));
            tools.storage().inTransaction(work -> {
                work.notices().postpone(notice.id(), dueAt);
                return notice;
            });
            return false;
        }
        tools.storage().inTransaction(work -> {
            work.notices().delivered(notice.id(), tools.now());
            return notice;
        });
        return true;
    }

    private static Duration pauseAfter(int attempts) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    }
}
