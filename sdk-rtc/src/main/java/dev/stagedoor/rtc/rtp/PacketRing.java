package dev.stagedoor.rtc.rtp;

/** The last packets that were sent, by sequence number, in one slab: what NACKs are answered from. Not thread-safe. */
public final class PacketRing {
    private final int capacity;
    private final int slotSize;
    private final byte[] slab;
    private final int[] sequences;
    private final int[] lengths;

    /**
     * @param capacity packets kept, a power of two up to 32768
     * @param slotSize largest packet in bytes
     */
    public PacketRing(int capacity, int slotSize) {
        if (Integer.bitCount(capacity) != 1 || capacity > 32_768) {
            throw new IllegalArgumentException("capacity must be a power of two up to 32768");
        }
        if (slotSize < RtpPacket.FIXED_HEADER) {
            throw new IllegalArgumentException("slotSize must hold an RTP header");
        }
        this.capacity = capacity;
        this.slotSize = slotSize;
        this.slab = new byte[capacity * slotSize];
        this.sequences = new int[capacity];
        this.lengths = new int[capacity];
    }

    /** Keeps a copy; false when it is larger than a slot. */
    public boolean store(int sequenceNumber, byte[] buffer, int offset, int length) {
        if (length > slotSize) {
            return false;
        }
        int slot = sequenceNumber & (capacity - 1);
        System.arraycopy(buffer, offset, slab, slot * slotSize, length);
        sequences[slot] = sequenceNumber;
        lengths[slot] = length;
        return true;
    }

    /** Points {@code view} at the kept packet; false when it is gone. The view must not be written through. */
    public boolean find(int sequenceNumber, RtpPacket view) {
        int slot = sequenceNumber & (capacity - 1);
        return lengths[slot] > 0
                && sequences[slot] == sequenceNumber
                && view.wrap(slab, slot * slotSize, lengths[slot]);
    }
}
