package dev.stagedoor.testkit;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.BroadcastStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class MemoryBroadcasts implements BroadcastStore {
    private final Table<StreamId, List<Broadcast>> table;
    private final MemoryStreams streams;

    MemoryBroadcasts(Table.UndoLog undo, MemoryStreams streams) {
        table = new Table<>(undo);
        this.streams = streams;
    }

    @Override
    public void began(StreamId streamId, Instant at) {
        if (list(streamId).stream().noneMatch(it -> it.startedAt().equals(at))) {
            ended(streamId, at);
            List<Broadcast> next = new ArrayList<>(list(streamId));
            next.add(new Broadcast(at, Optional.empty(), Optional.empty()));
            next.sort(Comparator.comparing(Broadcast::startedAt));
            table.put(streamId, List.copyOf(next));
        }
    }

    @Override
    public void ended(StreamId streamId, Instant at) {
        replaceOpen(streamId, it -> new Broadcast(it.startedAt(), Optional.of(at), it.lastSeenAt()));
    }

    private void replaceOpen(StreamId streamId, UnaryOperator<Broadcast> change) {
        table.put(
                streamId,
                list(streamId).stream()
                        .map(it -> it.endedAt().isPresent() ? it : change.apply(it))
                        .toList());
    }

    private Optional<Broadcast> open(StreamId streamId) {
        return list(streamId).stream().filter(it -> it.endedAt().isEmpty()).findFirst();
    }

    @Override
    public boolean seen(StreamId streamId, Instant at) {
        boolean open = open(streamId).isPresent();
        replaceOpen(
                streamId,
                it -> new Broadcast(
                        it.startedAt(),
                        it.endedAt(),
                        it.lastSeenAt().filter(known -> known.isAfter(at)).or(() -> Optional.of(at))));
        return open;
    }

    @Override
    public List<StreamId> listUnseen(Instant lastSeenBy, int limit) {
        return table.keys()
                .filter(id -> unseenSince(id, lastSeenBy).isPresent())
                .sorted(Comparator.comparing(
                                (StreamId id) -> unseenSince(id, lastSeenBy).orElseThrow())
                        .thenComparing(StreamId::toString))
                .limit(limit)
                .toList();
    }

    private Optional<Instant> unseenSince(StreamId streamId, Instant lastSeenBy) {
        return open(streamId).flatMap(Broadcast::lastSeenAt).filter(seen -> !seen.isAfter(lastSeenBy));
    }

    @Override
    public Optional<Instant> endUnseen(StreamId streamId, Instant lastSeenBy) {
        Optional<Instant> end = unseenSince(streamId, lastSeenBy);
        end.ifPresent(at -> ended(streamId, at));
        return end;
    }

    @Override
    public List<Broadcast> list(StreamId streamId) {
        return table.find(streamId).orElse(List.of());
    }

    @Override
    public List<StreamId> listOverdue(Instant plannedStartBy, Instant plannedEndBy, int limit) {
        return streams.all()
                .filter(it -> isOverdue(it, plannedStartBy, plannedEndBy))
                .sorted(Comparator.comparing(StreamSession::scheduledStart)
                        .thenComparing(it -> it.id().toString()))
                .limit(limit)
                .map(StreamSession::id)
                .toList();
    }

    private boolean isOverdue(StreamSession stream, Instant plannedStartBy, Instant plannedEndBy) {
        boolean silent = list(stream.id()).isEmpty();
        boolean started = !stream.scheduledStart().isAfter(plannedStartBy);
        if (stream.status() == StreamStatus.LIVE) {
            return silent && started;
        }
        boolean over = !stream.scheduledEnd().isAfter(plannedEndBy);
        return stream.status() == StreamStatus.SCHEDULED && (silent ? started : over);
    }

    @Override
    public List<StreamId> listAbandoned(Instant silentSince, int limit) {
        return streams.all()
                .filter(it -> it.status() == StreamStatus.LIVE)
                .map(StreamSession::id)
                .filter(id ->
                        lastEnd(id).filter(end -> !end.isAfter(silentSince)).isPresent())
                .sorted(Comparator.comparing((StreamId id) -> lastEnd(id).orElseThrow())
                        .thenComparing(StreamId::toString))
                .limit(limit)
                .toList();
    }

    private Optional<Instant> lastEnd(StreamId id) {
        boolean open = list(id).stream().anyMatch(it -> it.endedAt().isEmpty());
        return open
                ? Optional.empty()
                : list(id).stream().map(it -> it.endedAt().orElseThrow()).max(Comparator.naturalOrder());
    }
}
