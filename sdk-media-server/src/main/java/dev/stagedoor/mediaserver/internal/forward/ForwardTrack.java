package dev.stagedoor.mediaserver.internal.forward;

/**
 * One track of a live input as all its viewers get it: one SSRC, one gap-free line of sequence numbers and one time line over
 * all publishers that come and go. Packets lie in a ring with their outgoing header; per viewer only the payload type and
 * the header extensions' numbers differ. Owned by the media thread.
 */
public final class ForwardTrack {
    /** {@link #ingest}: no RTP packet. */
    public static final int MALFORMED = -1;
    /** {@link #ingest}: came before, or too late. */
    public static final int STALE = -2;
    /** {@link #ingest}: nothing but padding, a bandwidth probe. */
    public static final int PADDING = -3;
    /** {@link #ingest}: longer than a ring slot. */
    public static final int OVERSIZED = -4;

    private static final int FIXED_HEADER = 12;
    private static final long NO_KEY_FRAME = Long.MIN_VALUE;

    private final int ssrc;
    private final int rtxSsrc;
    private final boolean video;
    private final PacketRing ring;
    private final SequenceLine sequence;
    private final TimeLine time;
    private KeyFrameTest keyFrames;
    private ExtensionMap extensions = ExtensionMap.inward(java.util.Map.of());
    private long keyFrameStart = NO_KEY_FRAME;
    private int keyFrameTimestamp;
    private long keyFrameNanos;
    private long keyFrameCount;
    private boolean keyFrameJustStarted;

    private ForwardTrack(Shape shape, PacketRing ring, KeyFrameTest keyFrames) {
        this.ssrc = shape.ssrc;
        this.rtxSsrc = shape.rtxSsrc;
        this.video = shape.video;
        this.ring = ring;
        this.sequence = new SequenceLine(shape.firstSequence & 0x7fff, ring.capacity());
        this.time = new TimeLine(shape.clockRate, shape.firstTimestamp);
        this.keyFrames = keyFrames;
    }

    /** What viewers are told of a track. */
    public record Shape(int ssrc, int rtxSsrc, boolean video, int clockRate, int firstSequence, int firstTimestamp) {}

    /** An audio track that remembers {@code packets} for retransmission, a power of two. */
    public static ForwardTrack audio(Shape shape, int packets) {
        return new ForwardTrack(shape, new PacketRing(packets), KeyFrameTest.NEVER);
    }

    /** A video track that remembers {@code packets} for retransmission and for joiners, a power of two. */
    public static ForwardTrack video(Shape shape, int packets, KeyFrameTest keyFrames) {
        return new ForwardTrack(shape, new PacketRing(packets), keyFrames);
    }

    /** Another publisher, or another SSRC of the same, sends from now on. */
    public void newSource(ExtensionMap numbers, KeyFrameTest test) {
        extensions = numbers;
        keyFrames = test;
        keyFrameStart = NO_KEY_FRAME;
        sequence.newSource();
        time.newSource();
    }

    /**
     * Takes a decrypted packet of the current source.
     *
     * @param fields the packet's fields, already read
     * @return the ring slot it lies in, or one of the negative constants when it is not forwarded
     */
    public int ingest(byte[] packet, RtpFields fields, long nowNanos) {
        keyFrameJustStarted = false;
        if (fields.payloadLength == 0) {
            sequence.skip(fields.sequenceNumber);
            return PADDING;
        }
        if (FIXED_HEADER + 4 + fields.extensionLength + fields.payloadLength > PacketRing.SLOT_BYTES) {
            sequence.skip(fields.sequenceNumber);
            return OVERSIZED;
        }
        long extended = sequence.map(fields.sequenceNumber);
        if (extended == SequenceLine.STALE || ring.overtaken(extended) || ring.find(extended) >= 0) {
            return STALE;
        }
        int timestamp = time.map(fields.timestamp, nowNanos);
        int slot = store(packet, fields, extended, timestamp);
        if (video) {
            noteKeyFrame(slot, extended, timestamp, nowNanos);
        }
        return slot;
    }

    private int store(byte[] packet, RtpFields fields, long extended, int timestamp) {
        int at = ring.offset((int) extended & ring.capacity() - 1);
        byte[] out = ring.array();
        int block = extensions.copyInward(packet, fields, out, at + FIXED_HEADER);
        int header = FIXED_HEADER + block;
        out[at] = (byte) (block == 0 ? 0x80 : 0x90);
        out[at + 1] = (byte) (fields.marker ? 0x80 : 0);
        Bytes.put16(out, at + 2, (int) extended);
        Bytes.put32(out, at + 4, timestamp);
        Bytes.put32(out, at + 8, ssrc);
        System.arraycopy(packet, fields.payloadOffset, out, at + header, fields.payloadLength);
        return ring.claim(extended, header, header + fields.payloadLength);
    }

    private void noteKeyFrame(int slot, long extended, int timestamp, long nowNanos) {
        int at = ring.offset(slot);
        int header = ring.headerLength(slot);
        if (!keyFrames.startsKeyFrame(ring.array(), at + header, ring.length(slot) - header)) {
            return;
        }
        boolean first = keyFrameStart == NO_KEY_FRAME;
        if (first || timestamp - keyFrameTimestamp > 0 && extended > keyFrameStart) {
            keyFrameStart = extended;
            keyFrameTimestamp = timestamp;
            keyFrameNanos = nowNanos;
            keyFrameCount++;
            keyFrameJustStarted = true;
        } else if (timestamp == keyFrameTimestamp && extended < keyFrameStart) {
            keyFrameStart = extended;
        }
    }

    /** Whether the packet of the last {@link #ingest} began a key frame. */
    public boolean keyFrameJustStarted() {
        return keyFrameJustStarted;
    }

    /** Whether the current source has sent a key frame. */
    public boolean hasKeyFrame() {
        return keyFrameStart != NO_KEY_FRAME;
    }

    /** Whether the newest key frame and all behind it are still in the ring. */
    public boolean canReplay() {
        return keyFrameStart != NO_KEY_FRAME && ring.find(keyFrameStart) >= 0;
    }

    /** The first packet of the newest key frame; only while {@link #canReplay}. */
    public long keyFrameStart() {
        return keyFrameStart;
    }

    /** Packets from the newest key frame to now; only while {@link #canReplay}. */
    public int packetsSinceKeyFrame() {
        return (int) (sequence.highest() - keyFrameStart + 1);
    }

    /** How old the newest key frame is. */
    public long keyFrameAge(long nowNanos) {
        return keyFrameStart == NO_KEY_FRAME ? Long.MAX_VALUE : nowNanos - keyFrameNanos;
    }

    /** Key frames seen. */
    public long keyFrameCount() {
        return keyFrameCount;
    }

    /** The timestamp of the newest key frame. */
    public int keyFrameTimestamp() {
        return keyFrameTimestamp;
    }

    /** The newest sequence number. */
    public long newest() {
        return sequence.highest();
    }

    /** The newest timestamp. */
    public int newestTimestamp() {
        return time.newest();
    }

    /** A timestamp of the current source on the viewers' time line. */
    public int shiftedTimestamp(int timestamp) {
        return time.shifted(timestamp);
    }

    /** Whether the current source has sent a packet. */
    public boolean flowing() {
        return time.sourceKnown();
    }

    /** Ticks per second. */
    public int clockRate() {
        return time.clockRate();
    }

    /** What viewers get. */
    public int ssrc() {
        return ssrc;
    }

    /** What viewers get retransmissions on. */
    public int rtxSsrc() {
        return rtxSsrc;
    }

    public boolean isVideo() {
        return video;
    }

    /** The last packets, as they go out. */
    public PacketRing ring() {
        return ring;
    }
}
