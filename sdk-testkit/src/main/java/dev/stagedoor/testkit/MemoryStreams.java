package dev.stagedoor.testkit;

import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.StreamSlice;
import dev.stagedoor.core.storage.StreamStore;
import dev.stagedoor.core.tokens.Tokens;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryStreams implements StreamStore {
    private record Row(StreamSession stream, boolean deleted) {}

    private final Table<StreamId, Row> table;
    private @Nullable MemoryEnrollments enrollments;

    MemoryStreams(Table.UndoLog undo) {
        table = new Table<>(undo);
    }

    void countEnrollmentsWith(MemoryEnrollments store) {
        enrollments = store;
    }

    Optional<StreamSession> findEvenDeleted(StreamId id) {
        return table.find(id).map(Row::stream);
    }

    Stream<StreamSession> all() {
        return table.rows().filter(row -> !row.deleted()).map(Row::stream);
    }

    @Override
    public boolean insert(StreamSession stream) {
        if (table.find(stream.id()).isPresent()) {
            return false;
        }
        put(stream);
        return true;
    }

    private void put(StreamSession stream) {
        table.put(stream.id(), new Row(stream, false));
    }

    @Override
    public Optional<StreamSession> find(StreamId id) {
        return table.find(id).filter(row -> !row.deleted()).map(Row::stream);
    }

    @Override
    public Optional<StreamSession> lock(StreamId id) {
        return find(id);
    }

    @Override
    public StreamSession update(StreamSession stream) {
        StreamSession stored = find(stream.id())
                .filter(it -> it.version() == stream.version())
                .orElseThrow(() -> new ConcurrentChangeException("stream " + stream.id() + " was changed meanwhile"));
        StreamSession next = stream.toBuilder()
                .version(stored.version() + 1)
                .seatsTaken(stored.seatsTaken())
                .peakViewers(stored.peakViewers())
                .liveInputId(stored.liveInputId().orElse(null))
                .build();
        put(next);
        return next;
    }

    @Override
    public void assignLiveInput(StreamId id, LiveInputId liveInputId) {
        find(id).ifPresent(it -> put(it.toBuilder().liveInputId(liveInputId).build()));
    }

    @Override
    public void delete(StreamId id) {
        find(id).ifPresent(it -> table.put(id, new Row(it, true)));
    }

    @Override
    public SeatTaken takeSeat(StreamId id, long version) {
        Optional<StreamSession> stream = find(id).filter(it -> it.version() == version);
        if (stream.isEmpty()) {
            return SeatTaken.CHANGED;
        }
        if (stream.get().seatsLeft().orElse(1) == 0) {
            return SeatTaken.SOLD_OUT;
        }
        countSeats(stream.get(), 1);
        return SeatTaken.TAKEN;
    }

    @Override
    public void freeSeat(StreamId id) {
        find(id).filter(it -> it.seatsTaken() > 0).ifPresent(it -> countSeats(it, -1));
    }

    private void countSeats(StreamSession stream, int change) {
        put(stream.toBuilder().seatsTaken(stream.seatsTaken() + change).build());
    }

    @Override
    public int raisePeak(StreamId id, int viewers) {
        find(id).filter(it -> it.peakViewers() < viewers)
                .ifPresent(it -> put(it.toBuilder().peakViewers(viewers).build()));
        return find(id).map(StreamSession::peakViewers).orElse(viewers);
    }

    @Override
    public List<StreamSession> list(StreamSlice slice) {
        Comparator<StreamSession> byStart = Comparator.comparing(StreamSession::scheduledStart)
                .thenComparing(it -> it.id().toString());
        Comparator<StreamSession> order = slice.ascending() ? byStart : byStart.reversed();
        return table.rows()
                .filter(row -> !row.deleted())
                .map(Row::stream)
                .filter(it -> matches(it, slice))
                .filter(it -> isBehind(it, slice))
                .sorted(order)
                .limit(slice.limit())
                .toList();
    }

    private static boolean matches(StreamSession stream, StreamSlice slice) {
        String text = slice.text().toLowerCase(Locale.ROOT);
        return slice.statuses().contains(stream.status())
                && slice.instructor().map(stream.instructor()::equals).orElse(true)
                && stream.title().toLowerCase(Locale.ROOT).contains(text);
    }

    private static boolean isBehind(StreamSession stream, StreamSlice slice) {
        if (slice.after().isEmpty()) {
            return true;
        }
        StreamSlice.Position place = slice.after().get();
        int byStart = stream.scheduledStart().compareTo(place.scheduledStart());
        int order = byStart != 0
                ? byStart
                : stream.id().toString().compareTo(place.id().toString());
        return slice.ascending() ? order > 0 : order < 0;
    }

    @Override
    public Map<StreamId, StreamStatistics> statistics(Collection<StreamId> ids) {
        Map<StreamId, StreamStatistics> figures = new HashMap<>();
        ids.forEach(id -> find(id).ifPresent(it -> figures.put(id, figuresOf(it))));
        return figures;
    }

    private StreamStatistics figuresOf(StreamSession stream) {
        MemoryEnrollments seats = enrollments;
        return seats == null
                ? new StreamStatistics(0, Tokens.ZERO, stream.peakViewers())
                : seats.figuresOf(stream.id(), stream.peakViewers());
    }
}
