package dev.stagedoor.testkit;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.EnrollmentStore;
import dev.stagedoor.core.tokens.Tokens;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryEnrollments implements EnrollmentStore {
    private static final Comparator<Enrollment> OLDEST_FIRST = Comparator.comparing(Enrollment::createdAt)
            .thenComparing(it -> it.id().toString());

    private final Table<EnrollmentId, Enrollment> table;
    private final MemoryStreams streams;

    MemoryEnrollments(Table.UndoLog undo, MemoryStreams streams) {
        table = new Table<>(undo);
        this.streams = streams;
    }

    @Override
    public void insert(Enrollment enrollment) {
        boolean seated = enrollment.state().holdsSeat()
                && holding(enrollment.streamId()).anyMatch(it -> it.userId().equals(enrollment.userId()));
        if (seated || table.find(enrollment.id()).isPresent()) {
            throw new ConcurrentChangeException(enrollment + " exists already");
        }
        table.put(enrollment.id(), enrollment);
    }

    private Stream<Enrollment> holding(StreamId streamId) {
        return table.rows()
                .filter(it -> it.streamId().equals(streamId) && it.state().holdsSeat());
    }

    @Override
    public Optional<Enrollment> find(EnrollmentId id) {
        return table.find(id);
    }

    @Override
    public Optional<Enrollment> find(UserId userId, StreamId streamId) {
        Comparator<Enrollment> seatFirst =
                Comparator.comparing(it -> !it.state().holdsSeat());
        return table.rows()
                .filter(it -> it.userId().equals(userId) && it.streamId().equals(streamId))
                .min(seatFirst.thenComparing(OLDEST_FIRST.reversed()));
    }

    @Override
    public Optional<Enrollment> lock(EnrollmentId id) {
        return find(id);
    }

    @Override
    public boolean update(Enrollment enrollment, EnrollmentState from) {
        boolean asRead = find(enrollment.id()).filter(it -> it.state() == from).isPresent();
        if (asRead) {
            table.put(enrollment.id(), enrollment);
        }
        return asRead;
    }

    @Override
    public List<Enrollment> listFor(UserId userId, int limit) {
        return table.rows()
                .filter(it -> it.userId().equals(userId))
                .sorted(OLDEST_FIRST.reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Enrollment> listIn(StreamId streamId, EnrollmentState state, int limit) {
        return table.rows()
                .filter(it -> it.streamId().equals(streamId) && it.state() == state)
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public long countPaid(StreamId streamId) {
        return holding(streamId).filter(it -> !it.tokensPaid().isZero()).count();
    }

    @Override
    public List<Enrollment> listOwedRefunds(int limit) {
        return table.rows()
                .filter(it ->
                        it.state() == EnrollmentState.ACTIVE && it.settledAt().isEmpty() && isOff(it.streamId()))
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Enrollment> listUnsettled(int limit) {
        return table.rows()
                .filter(it -> it.state() == EnrollmentState.ACTIVE
                        && it.settledAt().isEmpty()
                        && !it.tokensPaid().isZero()
                        && streams.find(it.streamId())
                                .filter(stream -> stream.status() == StreamStatus.ENDED)
                                .isPresent())
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
    }

    private boolean isOff(StreamId id) {
        return streams.find(id).map(it -> it.status() == StreamStatus.CANCELLED).orElse(true);
    }

    StreamStatistics figuresOf(StreamId streamId, int peakViewers) {
        List<Enrollment> seats =
                table.rows().filter(it -> it.streamId().equals(streamId)).toList();
        long enrolled = seats.stream()
                .filter(it -> it.state() == EnrollmentState.ACTIVE)
                .count();
        long revenue = seats.stream()
                .filter(it -> it.transactionId().isPresent())
                .mapToLong(it -> it.tokensPaid().amount()
                        - it.tokensRefunded().orElse(Tokens.ZERO).amount())
                .sum();
        return new StreamStatistics(enrolled, Tokens.of(revenue), peakViewers);
    }
}
