package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.internal.forward.ForwardTrack;
import dev.stagedoor.mediaserver.internal.forward.PacketRing;
import dev.stagedoor.mediaserver.spi.TapClock;
import dev.stagedoor.mediaserver.spi.TapFeed;
import dev.stagedoor.mediaserver.spi.TapPacket;
import dev.stagedoor.mediaserver.spi.TapSession;
import dev.stagedoor.mediaserver.spi.TapTrack;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what a relay forwards for its tap. The media thread writes, tasks on the tap's executor read, at most one at a time;
 * they are started by ticks and not by packets, which costs a wakeup for each 20 ms and not for each packet.
 */
final class RelayTap implements TapFeed {
    private static final int CAPACITY = 2048;
    private static final int RESERVE = 128;
    private static final Logger log = LoggerFactory.getLogger(RelayTap.class);

    /** What is told besides packets. */
    private interface News {
        void tell(TapSession session);
    }

    private final String id;
    private final Router router;
    private final Taps taps;
    private final TapQueue queue = new TapQueue(CAPACITY, RESERVE);
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean keyFrameWanted = new AtomicBoolean();
    private List<Inbound> tracks = List.of();
    private long missing;
    private boolean lost;
    private @Nullable TapSession session;
    private boolean opened;
    private volatile boolean unwanted;

    RelayTap(String id, Router router, Taps taps) {
        this.id = id;
        this.router = router;
        this.taps = taps;
    }

    @Override
    public String liveInputId() {
        return id;
    }

    @Override
    public void requestKeyFrame() {
        keyFrameWanted.set(true);
    }

    /** Whether nobody takes copies of this relay. */
    boolean unwanted() {
        return unwanted;
    }

    void broadcastStarted(Publisher publisher, long nowNanos) {
        tracks = publisher.tracks.stream().filter(in -> in.track != null).toList();
        lost = false;
        List<TapTrack> described = new ArrayList<>();
        for (Inbound in : tracks) {
            described.add(describe(described.size(), in));
        }
        Instant at = instant(nowNanos);
        news(to -> to.broadcastStarted(described, at));
    }

    private static TapTrack describe(int index, Inbound in) {
        RtpCodec codec = in.media.codec();
        return new TapTrack(
                index,
                Relay.isVideo(in.media) ? TapTrack.Kind.VIDEO : TapTrack.Kind.AUDIO,
                codec.name(),
                codec.payloadType(),
                codec.clockRate(),
                codec.channels(),
                codec.format());
    }

    void packet(ForwardTrack track, int slot, long nowNanos) {
        int index = indexOf(track);
        if (index < 0 || unwanted) {
            return;
        }
        if (!queue.hasRoom()) {
            missing++;
            router.counters.drop(Drop.TAP_FULL);
            return;
        }
        tellMissing();
        PacketRing ring = track.ring();
        int from = ring.offset(slot);
        byte[] copy = Arrays.copyOfRange(ring.array(), from, from + ring.length(slot));
        copy[1] |= (byte) tracks.get(index).payloadType;
        queue.add(new TapPacket(index, copy, router.wallNanos(nowNanos)));
    }

    private int indexOf(ForwardTrack track) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).track == track) {
                return i;
            }
        }
        return -1;
    }

    void reported(Inbound in) {
        ForwardTrack track = in.track;
        int index = tracks.indexOf(in);
        if (index >= 0 && track != null && track.flowing() && queue.hasRoom()) {
            long timestamp = Integer.toUnsignedLong(track.shiftedTimestamp(in.reportedTimestamp));
            TapClock reading = new TapClock(index, timestamp, in.reportedWallNanos);
            news(to -> to.clock(reading));
        }
    }

    void publisherLost(long nowNanos) {
        lost = true;
        Instant at = instant(nowNanos);
        news(to -> to.publisherLost(at));
    }

    void mediaFlowing(long nowNanos) {
        if (lost) {
            lost = false;
            Instant at = instant(nowNanos);
            news(to -> to.publisherReturned(at));
        }
    }

    void ended(long nowNanos) {
        Instant at = instant(nowNanos);
        news(to -> to.ended(at));
        read();
    }

    private Instant instant(long nowNanos) {
        return Instant.EPOCH.plusNanos(router.wallNanos(nowNanos));
    }

    private void news(News news) {
        if (unwanted) {
            return;
        }
        tellMissing();
        if (!queue.add(news)) {
            log.error("the tap of {} does not take what it is told; it gets nothing more", id);
            unwanted = true;
        }
    }

    private void tellMissing() {
        long packets = missing;
        if (packets > 0 && queue.add((News) to -> to.packetsLost(packets))) {
            missing = 0;
        }
    }

    /** Asks for the key frame that the tap wants, and lets it read. */
    void onTick(@Nullable Publisher publisher) {
        if (publisher != null && keyFrameWanted.compareAndSet(true, false)) {
            publisher.keyFrames.want();
        }
        read();
    }

    private void read() {
        if (queue.isEmpty() || !reading.compareAndSet(false, true)) {
            return;
        }
        try {
            taps.executor().execute(this::deliver);
        } catch (RejectedExecutionException e) {
            log.error("the tap of {} has no thread any more; it gets nothing more", id, e);
            unwanted = true;
        }
    }

    private void deliver() {
        do {
            try {
                open();
                Object item = queue.poll();
                while (item != null) {
                    tell(item);
                    item = queue.poll();
                }
            } finally {
                reading.set(false);
            }
        } while (queue.hasNext() && reading.compareAndSet(false, true));
    }

    private void open() {
        if (opened) {
            return;
        }
        opened = true;
        try {
            session = taps.tap().open(this).orElse(null);
        } catch (RuntimeException fault) {
            log.error("media tap {} failed to open {}", taps.tap().getClass().getName(), id, fault);
        }
        unwanted = session == null;
    }

    private void tell(Object item) {
        TapSession to = session;
        if (to == null) {
            return;
        }
        try {
            if (item instanceof TapPacket packet) {
                to.packet(packet);
            } else if (item instanceof News news) {
                news.tell(to);
            }
        } catch (RuntimeException fault) {
            log.error("tap session {} of {} failed", to.getClass().getName(), id, fault);
        }
    }
}
