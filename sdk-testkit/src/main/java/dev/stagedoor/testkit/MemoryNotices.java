package dev.stagedoor.testkit;

import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.NoticeId;
import dev.stagedoor.core.storage.NoticeStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryNotices implements NoticeStore {
    private record Row(Notice notice, int attempts, Instant dueAt, Optional<Instant> deliveredAt) {}

    private final Table<NoticeId, Row> table;

    MemoryNotices(Table.UndoLog undo) {
        table = new Table<>(undo);
    }

    @Override
    public void insert(Notice notice) {
        table.put(notice.id(), new Row(notice, 0, notice.createdAt(), Optional.empty()));
    }

    @Override
    public List<Claimed> claim(Instant now, Instant leaseUntil, int limit) {
        List<Row> due = table.rows()
                .filter(row -> row.deliveredAt().isEmpty() && !row.dueAt().isAfter(now))
                .sorted(Comparator.comparing(Row::dueAt)
                        .thenComparing(row -> row.notice().id().toString()))
                .limit(limit)
                .toList();
        due.forEach(row ->
                table.put(row.notice().id(), new Row(row.notice(), row.attempts() + 1, leaseUntil, Optional.empty())));
        return due.stream()
                .map(row -> new Claimed(row.notice(), row.attempts() + 1))
                .toList();
    }

    @Override
    public void delivered(NoticeId id, Instant at) {
        table.find(id)
                .ifPresent(row -> table.put(id, new Row(row.notice(), row.attempts(), row.dueAt(), Optional.of(at))));
    }

    @Override
    public void postpone(NoticeId id, Instant dueAt) {
        table.find(id).ifPresent(row -> table.put(id, new Row(row.notice(), row.attempts(), dueAt, Optional.empty())));
    }
}
