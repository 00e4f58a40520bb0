package dev.stagedoor.rtc.codec;

import java.util.ArrayList;
import java.util.List;

/** Cuts a length into the fewest parts of nearly equal size. */
final class Slices {
    record Slice(int offset, int length, boolean first, boolean last) {}

    private Slices() {}

    static List<Slice> even(int length, int max) {
        int parts = (length + max - 1) / max;
        List<Slice> slices = new ArrayList<>(parts);
        int offset = 0;
        for (int i = 0; i < parts; i++) {
            int size = (length - offset + parts - i - 1) / (parts - i);
            slices.add(new Slice(offset, size, i == 0, i == parts - 1));
            offset += size;
        }
        return slices;
    }
}
