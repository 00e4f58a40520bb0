package dev.stagedoor.testkit;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSession;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.ViewerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryViewers implements ViewerStore {
    private final Table<ViewerSessionId, ViewerSession> table;
    private final Table<ViewerSessionId, Instant> beats;
    private final MemoryStreams streams;

    MemoryViewers(Table.UndoLog undo, MemoryStreams streams) {
        table = new Table<>(undo);
        beats = new Table<>(undo);
        this.streams = streams;
    }

    @Override
    public void insert(ViewerSession session) {
        table.put(session.id(), session);
    }

    @Override
    public Optional<ViewerSession> find(ViewerSessionId id) {
        return table.find(id);
    }

    @Override
    public boolean joined(ViewerSessionId id, Instant at) {
        Optional<ViewerSession> known = find(id);
        known.ifPresent(it -> store(it, it.joinedAt().or(() -> Optional.of(at)), Optional.empty()));
        return known.isPresent();
    }

    @Override
    public boolean left(ViewerSessionId id, Instant at) {
        Optional<ViewerSession> open = find(id).filter(it -> it.leftAt().isEmpty());
        open.ifPresent(it -> store(it, it.joinedAt(), Optional.of(at)));
        return open.isPresent();
    }

    private void store(ViewerSession from, Optional<Instant> joinedAt, Optional<Instant> leftAt) {
        table.put(
                from.id(),
                new ViewerSession(
                        from.id(),
                        from.streamId(),
                        from.userId(),
                        from.admittedAt(),
                        from.expiresAt(),
                        joinedAt,
                        leftAt));
    }

    @Override
    public boolean beat(ViewerSessionId id, Instant at) {
        boolean known = joined(id, at);
        if (known) {
            beats.put(id, beats.find(id).filter(it -> it.isAfter(at)).orElse(at));
        }
        return known;
    }

    private boolean silent(ViewerSession device, Instant by) {
        return device.leftAt().isEmpty()
                && beats.find(device.id()).filter(it -> !it.isAfter(by)).isPresent();
    }

    @Override
    public List<ViewerSession> listSilent(Instant lastBeatBy, int limit) {
        return table.rows()
                .filter(it -> silent(it, lastBeatBy))
                .sorted(Comparator.comparing(
                                (ViewerSession it) -> beats.find(it.id()).orElseThrow())
                        .thenComparing(it -> it.id().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean leftSilently(ViewerSessionId id, Instant lastBeatBy) {
        return find(id).filter(it -> silent(it, lastBeatBy)).isPresent()
                && left(id, beats.find(id).orElseThrow());
    }

    @Override
    public List<ViewerSession> open(StreamId streamId, UserId userId) {
        return table.rows()
                .filter(it -> it.streamId().equals(streamId) && it.userId().equals(userId))
                .filter(it -> it.leftAt().isEmpty())
                .sorted(Comparator.comparing(ViewerSession::admittedAt)
                        .thenComparing(it -> it.id().toString()))
                .toList();
    }

    @Override
    public int countPeople(StreamId streamId) {
        Optional<UserId> instructor = streams.find(streamId).map(StreamSession::instructor);
        return (int) table.rows()
                .filter(it -> it.streamId().equals(streamId) && it.joinedAt().isPresent())
                .filter(it -> it.leftAt().isEmpty())
                .map(ViewerSession::userId)
                .filter(it -> !instructor.equals(Optional.of(it)))
                .distinct()
                .count();
    }

    @Override
    public Duration watched(StreamId streamId, Instant until) {
        Optional<UserId> instructor = streams.find(streamId).map(StreamSession::instructor);
        return table.rows()
                .filter(it -> it.streamId().equals(streamId) && it.joinedAt().isPresent())
                .filter(it -> !instructor.equals(Optional.of(it.userId())))
                .map(it -> Duration.between(it.joinedAt().get(), it.leftAt().orElse(until)))
                .filter(it -> !it.isNegative())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void leaveAll(Optional<StreamId> streamId, Instant at) {
        List<ViewerSession> open = table.rows()
                .filter(it -> it.leftAt().isEmpty())
                .filter(it -> streamId.map(it.streamId()::equals).orElse(true))
                .toList();
        open.forEach(it -> left(it.id(), at));
    }
}
