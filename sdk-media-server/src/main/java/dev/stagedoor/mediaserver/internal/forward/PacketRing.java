package dev.stagedoor.mediaserver.internal.forward;

import java.util.Arrays;

/**
 * The last packets of a track in one flat array, found by their extended sequence number. A newer packet overwrites the one
 * that is a whole ring older. Not thread-safe.
 */
public final class PacketRing {
    /** The longest packet that is kept, in bytes. */
    public static final int SLOT_BYTES = 1500;

    private static final long EMPTY = Long.MIN_VALUE;

    private final int mask;
    private final byte[] arena;
    private final long[] sequence;
    private final int[] length;
    private final int[] headerLength;

    /** {@code capacity} packets, a power of two. */
    PacketRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two, was " + capacity);
        }
        mask = capacity - 1;
        arena = new byte[capacity * SLOT_BYTES];
        sequence = new long[capacity];
        length = new int[capacity];
        headerLength = new int[capacity];
        Arrays.fill(sequence, EMPTY);
    }

    /** How many packets fit. */
    int capacity() {
        return mask + 1;
    }

    /** The slot of this packet, or -1 when it was never there or is overwritten. */
    public int find(long extended) {
        int slot = (int) extended & mask;
        return sequence[slot] == extended ? slot : -1;
    }

    /** Claims the slot for a packet; its bytes are written to {@link #array} from {@link #offset} by the caller. */
    int claim(long extended, int headerBytes, int bytes) {
        int slot = (int) extended & mask;
        sequence[slot] = extended;
        headerLength[slot] = headerBytes;
        length[slot] = bytes;
        return slot;
    }

    /** Whether a newer packet sits where this one belongs. */
    boolean overtaken(long extended) {
        return sequence[(int) extended & mask] > extended;
    }

    /** The array that holds all slots. */
    public byte[] array() {
        return arena;
    }

    /** Where a slot's packet starts. */
    public int offset(int slot) {
        return slot * SLOT_BYTES;
    }

    /** The packet's length in bytes. */
    public int length(int slot) {
        return length[slot];
    }

    /** The length of the packet's RTP header with its extensions, in bytes. */
    public int headerLength(int slot) {
        return headerLength[slot];
    }

    /** The packet's extended sequence number. */
    public long sequence(int slot) {
        return sequence[slot];
    }
}
