package dev.stagedoor.core.internal;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.AccessGate;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.UnitOfWork;

/** {@link AccessGate} over the storage. */
public final class Gate implements AccessGate {
    private final Tools tools;

    /**
     * @param tools what the room works with
     */
    public Gate(Tools tools) {
        this.tools = tools;
    }

    @Override
    public AccessExplanation explainAccess(UserId user, StreamId stream) {
        return tools.storage().inTransaction(work -> explain(work, user, stream));
    }

    AccessExplanation explain(UnitOfWork work, UserId user, StreamId id) {
        return work.streams()
                .find(id)
                .map(stream ->
                        AccessRules.explain(stream, user, work.enrollments().find(user, id), tools.now()))
                .orElseGet(AccessRules::notFound);
    }

    @Override
    public AccessExplanation explainAnonymousAccess(StreamId id) {
        return tools.storage()
                .inTransaction(work -> work.streams().find(id))
                .map(stream -> AccessRules.anonymous(stream, tools.now()))
                .orElseGet(AccessRules::notFound);
    }
}
