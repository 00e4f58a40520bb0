package dev.stagedoor.core;

import dev.stagedoor.core.access.AccessGate;
import dev.stagedoor.core.accounts.Accounts;
import dev.stagedoor.core.audience.Audience;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.media.MediaPlan;
import dev.stagedoor.core.notice.Outbox;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.core.tokens.TokenProvider;

/** The rooms of one platform, wired. */
record Rooms(
        StreamSessions sessions,
        Enrollments enrollments,
        AccessGate access,
        Audience audience,
        Accounts accounts,
        TokenProvider tokens,
        Outbox outbox,
        DomainEvents events,
        TimeOrderedIds ids,
        MediaPlan plan,
        Runnable stop) {
    static Rooms open(StreamingPlatform.Builder options) {
        throw new UnsupportedOperationException("the rooms of " + options + " are being furnished");
    }

    void close() {
        stop.run();
    }
}
