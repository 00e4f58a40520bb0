package dev.stagedoor.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows by key, each change of which can be undone. */
final class Table<K, V> {
    private final Map<K, V> rows = new LinkedHashMap<>();
    private final UndoLog undo;

    Table(UndoLog undo) {
        this.undo = undo;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    Stream<V> rows() {
        return rows.values().stream();
    }

    Stream<K> keys() {
        return rows.keySet().stream();
    }

    void put(K key, V row) {
        @Nullable V before = rows.put(key, row);
        undo.add(() -> {
            if (before == null) {
                rows.remove(key);
            } else {
                rows.put(key, before);
            }
        });
    }

    /** What to do to take everything back, the latest first. */
    static final class UndoLog {
        private final Deque<Runnable> steps = new ArrayDeque<>();

        void add(Runnable step) {
            steps.push(step);
        }

        void forget() {
            steps.clear();
        }

        void undo() {
            while (!steps.isEmpty()) {
                steps.pop().run();
            }
        }
    }
}
