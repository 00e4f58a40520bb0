package dev.stagedoor.mediaserver.internal.forward;

/**
 * One track on its way to one viewer: where the viewer is in the ring and how its headers are written. Writes headers and
 * retransmissions; encrypting and sending are the caller's. Owned by the media thread.
 */
public final class ViewerTrack {
    /** Where a viewer is. */
    public enum Mode {
        /** Nothing is sent before the next key frame. */
        WAITING,
        /** Packets come from the ring until the newest is reached. */
        REPLAY,
        /** Each packet goes out when it comes in. */
        LIVE
    }

    private static final int RECENT = 64;

    private final ForwardTrack track;
    private final int payloadType;
    private final int rtxPayloadType;
    private final ExtensionMap extensions;
    private final long[] resent = new long[RECENT];
    private final long[] resentAt = new long[RECENT];
    private int rtxSequence;
    private Mode mode;
    private long first = Long.MAX_VALUE;
    private long cursor;
    private int squeezeFrom;
    private int squeezeBy = 1;
    private long squeezeUntil = Long.MIN_VALUE;
    private long packets;
    private long octets;

    /**
     * @param payloadType the viewer's number for the codec
     * @param rtxPayloadType the viewer's number for retransmissions, or -1 to repeat packets as they were
     */
    public ViewerTrack(
            ForwardTrack track, int payloadType, int rtxPayloadType, ExtensionMap extensions, int rtxSequence) {
        this.track = track;
        this.payloadType = payloadType;
        this.rtxPayloadType = rtxPayloadType;
        this.extensions = extensions;
        this.rtxSequence = rtxSequence;
        this.mode = track.isVideo() ? Mode.WAITING : Mode.LIVE;
    }

    /** Where the viewer is. */
    public Mode mode() {
        return mode;
    }

    /** The track it comes from. */
    public ForwardTrack track() {
        return track;
    }

    /** Sends from the newest key frame on, live when nothing lies behind it. */
    public void startAtKeyFrame(long squeezedTicks) {
        first = track.keyFrameStart();
        cursor = first;
        mode = Mode.REPLAY;
        squeezeFrom = track.newestTimestamp();
        squeezeUntil = track.newest();
        long span = Integer.toUnsignedLong(squeezeFrom - track.keyFrameTimestamp());
        squeezeBy = (int) Math.max(1, span / Math.max(1, squeezedTicks));
    }

    /**
     * The next slot to replay, or -1 when the viewer has caught up and is live from now on. Packets that are missing in
     * the ring are passed over; they go out when they come in.
     */
    public int nextReplay() {
        while (cursor <= track.newest()) {
            int slot = track.ring().find(cursor++);
            if (slot >= 0) {
                return slot;
            }
        }
        mode = Mode.LIVE;
        return -1;
    }

    /** Whether a packet that has just come in goes out now. */
    public boolean wants(long extended) {
        return mode == Mode.LIVE
                ? extended >= first || first == Long.MAX_VALUE
                : mode == Mode.REPLAY && isLate(extended);
    }

    private boolean isLate(long extended) {
        return extended >= first && extended < cursor;
    }

    /** Writes the header of a slot's packet for this viewer; returns its length. */
    public int writeHeader(int slot, byte[] out) {
        PacketRing ring = track.ring();
        int header = layHeader(ring, slot, out);
        if (first == Long.MAX_VALUE) {
            first = ring.sequence(slot);
        }
        packets++;
        octets += ring.length(slot) - header;
        return header;
    }

    /** Always the same bytes for the same packet: they are encrypted again under the same packet index. */
    private int layHeader(PacketRing ring, int slot, byte[] out) {
        int at = ring.offset(slot);
        int header = ring.headerLength(slot);
        System.arraycopy(ring.array(), at, out, 0, header);
        out[1] |= (byte) payloadType;
        if (header > 16) {
            extensions.renumber(out, 16, header - 16);
        }
        if (ring.sequence(slot) <= squeezeUntil) {
            squeeze(out);
        }
        return header;
    }

    private void squeeze(byte[] out) {
        int timestamp = Bytes.i32(out, 4);
        int behind = squeezeFrom - timestamp;
        if (behind > 0) {
            Bytes.put32(out, 4, squeezeFrom - behind / squeezeBy);
        }
    }

    /** The slot to send again for this 16-bit sequence number, or -1: unknown, never sent, or sent again just now. */
    public int slotToResend(int sequenceNumber, long nowNanos, long notWithinNanos) {
        long newest = track.newest();
        long extended = newest + (short) (sequenceNumber - (int) newest);
        boolean sent = extended >= first && (mode == Mode.LIVE || extended < cursor);
        int slot = sent ? track.ring().find(extended) : -1;
        int place = (int) extended & RECENT - 1;
        if (slot < 0 || resent[place] == extended && nowNanos - resentAt[place] < notWithinNanos) {
            return -1;
        }
        resent[place] = extended;
        resentAt[place] = nowNanos;
        return slot;
    }

    /** Whether retransmissions go on their own stream (RFC 4588). */
    public boolean usesRtx() {
        return rtxPayloadType >= 0;
    }

    /** Writes a whole packet for sending again: in RTX form when negotiated, else exactly as before; returns its length. */
    public int writeAgain(int slot, byte[] out) {
        PacketRing ring = track.ring();
        int header = layHeader(ring, slot, out);
        int payload = ring.length(slot) - header;
        int gap = 0;
        if (usesRtx()) {
            System.arraycopy(out, 2, out, header, 2);
            out[1] = (byte) (out[1] & 0x80 | rtxPayloadType);
            Bytes.put16(out, 2, rtxSequence++);
            Bytes.put32(out, 8, track.rtxSsrc());
            gap = 2;
        }
        System.arraycopy(ring.array(), ring.offset(slot) + header, out, header + gap, payload);
        return header + gap + payload;
    }

    /** RTP packets written, without retransmissions. */
    public long packets() {
        return packets;
    }

    /** Their payload bytes. */
    public long octets() {
        return octets;
    }
}
