package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.NoticeId;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes what a person is told about money into the outbox, in the unit of work that moves it. */
final class Receipts {
    private final Tools tools;

    Receipts(Tools tools) {
        this.tools = tools;
    }

    void write(
            UnitOfWork work, Notice.Kind kind, Enrollment enrollment, Tokens tokens, Optional<String> transactionId) {
        Map<String, String> details = new HashMap<>();
        details.put("enrollmentId", enrollment.id().toString());
        details.put("tokens", Long.toString(tokens.amount()));
        transactionId.ifPresent(id -> details.put("transactionId", id));
        work.notices()
                .insert(new Notice(
                        new NoticeId(tools.ids().next()),
                        kind,
                        enrollment.userId(),
                        Optional.of(enrollment.streamId()),
                        details,
                        tools.now()));
    }
}
