package dev.stagedoor.mediaserver.internal.router;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A bounded queue from the media thread to one reader: neither waits for the other, and nothing is allocated. */
final class TapQueue {
    private final AtomicReferenceArray<@Nullable Object> slots;
    private final int mask;
    private final int reserve;
    private final AtomicLong taken = new AtomicLong();
    private long added;

    /**
     * @param capacity a power of two
     * @param reserve places that only news may take
     */
    TapQueue(int capacity, int reserve) {
        this.slots = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
        this.reserve = reserve;
    }

    /** Whether a packet fits. Writer only. */
    boolean hasRoom() {
        return free() > reserve;
    }

    /** Adds; false when there is no place at all. Writer only. */
    boolean add(Object item) {
        if (free() <= 0) {
            return false;
        }
        slots.set((int) added & mask, item);
        added++;
        return true;
    }

    private long free() {
        return mask + 1 - (added - taken.get());
    }

    /** Whether the reader has taken everything. Writer only. */
    boolean isEmpty() {
        return added == taken.get();
    }

    /** Whether there is something to take. Reader only. */
    boolean hasNext() {
        return slots.get((int) taken.get() & mask) != null;
    }

    /** Takes the next item, or null. Reader only. */
    @Nullable
    Object poll() {
        long at = taken.get();
        int slot = (int) at & mask;
        Object item = slots.get(slot);
        if (item != null) {
            slots.set(slot, null);
            taken.set(at + 1);
        }
        return item;
    }
}
