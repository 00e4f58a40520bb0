package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.internal.forward.ExtensionMap;
import dev.stagedoor.mediaserver.internal.forward.ForwardTrack;
import dev.stagedoor.mediaserver.internal.forward.KeyFrameTest;
import dev.stagedoor.mediaserver.internal.forward.ViewerTrack;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One live input while it is on: its publisher, its viewers, and the tracks between them, which outlive publishers. Owned by
 * the media thread, except {@link #published}.
 */
public final class Relay {
    private static final int REPLAY_WHEN_ANSWERED = 150;
    private static final long PATIENCE_NANOS = 300_000_000;

    private final String id;
    private final Router router;
    private final Map<String, Integer> people = new HashMap<>();
    private final Set<Integer> sources = new HashSet<>();
    private Viewer[] viewers = new Viewer[8];
    private int viewerCount;
    private @Nullable Publisher publisher;
    private @Nullable Publisher pending;
    private @Nullable ForwardTrack audio;
    private @Nullable ForwardTrack video;
    private long graceUntil = Long.MAX_VALUE;
    private volatile Published published = Published.NOTHING;
    private volatile boolean ended;
    private @Nullable RelayTap tap;

    Relay(Router router, String id) {
        this.router = router;
        this.id = id;
        this.tap = router.taps().map(taps -> new RelayTap(id, router, taps)).orElse(null);
    }

    /**
     * What viewers can have, read by HTTP threads.
     *
     * @param live whether a publisher has been there and the live input has not ended
     */
    public record Published(boolean live, Optional<Track> audio, Optional<Track> video) {
        static final Published NOTHING = new Published(false, Optional.empty(), Optional.empty());
    }

    /** A track with its encoding. */
    public record Track(ForwardTrack track, RtpCodec codec) {}

    /** The live input's id. */
    public String id() {
        return id;
    }

    /** What viewers can have now. */
    public Published published() {
        return published;
    }

    /** Whether the live input is over; a new one takes its place. */
    public boolean ended() {
        return ended;
    }

    @Nullable
    Publisher publisher() {
        return publisher;
    }

    int viewerCount() {
        return viewerCount;
    }

    /** A session is about to connect; it takes the place of one that was about to. */
    void expect(Peer peer, long nowNanos) {
        if (peer instanceof Publisher next) {
            Publisher previous = pending;
            pending = next;
            if (previous != null) {
                router.remove(previous, "replaced by a newer offer", nowNanos);
            }
        } else {
            router.removePending(this, peer.admitted.device(), nowNanos);
        }
    }

    void publisherConnected(Publisher next, long nowNanos) {
        pending = pending == next ? null : pending;
        Publisher previous = publisher;
        publisher = next;
        next.active = true;
        next.lastMediaNanos = nowNanos;
        if (previous != null) {
            previous.active = false;
            router.remove(previous, "replaced by a new broadcast", nowNanos);
        }
        boolean changed = attach(next);
        router.events.publisherConnected(id);
        if (tap != null) {
            tap.broadcastStarted(next, nowNanos);
        }
        if (graceUntil == Long.MAX_VALUE) {
            graceUntil = nowNanos + router.options.idle().toNanos();
        }
        if (changed) {
            cutViewers("the broadcast changed its encoding", nowNanos);
        }
        if (viewerCount > 0) {
            next.keyFrames.want();
        }
    }

    private boolean attach(Publisher next) {
        Published before = published;
        Optional<Track> newAudio = attach(next.audio, before.audio());
        Optional<Track> newVideo = attach(next.video, before.video());
        audio = newAudio.map(Track::track).orElse(null);
        video = newVideo.map(Track::track).orElse(null);
        published = new Published(true, newAudio, newVideo);
        return other(before.audio(), newAudio) || other(before.video(), newVideo);
    }

    private Optional<Track> attach(@Nullable Inbound in, Optional<Track> before) {
        if (in == null) {
            return before;
        }
        NegotiatedMedia media = in.media;
        boolean fits = before.isPresent() && before.get().codec().sameEncoding(media.codec());
        ForwardTrack track = fits ? before.get().track() : router.newTrack(media, sources);
        in.track = track;
        track.newSource(
                ExtensionMap.inward(Router.extensionIds(media)),
                KeyFrameTest.of(media.codec().name()));
        return Optional.of(new Track(track, media.codec()));
    }

    private static boolean other(Optional<Track> before, Optional<Track> now) {
        return before.isPresent()
                && before.get().track() != now.map(Track::track).orElse(null);
    }

    void sourceChanged(Publisher from, Inbound in, long nowNanos) {
        ForwardTrack track = in.track;
        if (track != null) {
            track.newSource(
                    ExtensionMap.inward(Router.extensionIds(in.media)),
                    KeyFrameTest.of(in.media.codec().name()));
        }
        if (tap != null) {
            tap.broadcastStarted(from, nowNanos);
        }
    }

    /** A publisher told its time. */
    void reported(Publisher from, Inbound in) {
        if (tap != null && from == publisher) {
            tap.reported(in);
        }
    }

    void publisherRemoved(Publisher gone, long nowNanos) {
        pending = pending == gone ? null : pending;
        if (publisher != gone) {
            return;
        }
        publisher = null;
        lost(gone, nowNanos);
    }

    private void lost(Publisher gone, long nowNanos) {
        boolean wasFlowing = gone.flowing;
        gone.flowing = false;
        if (wasFlowing || graceUntil == Long.MAX_VALUE) {
            graceUntil = nowNanos + router.options.grace().toNanos();
        }
        if (wasFlowing) {
            router.events.publisherLost(id);
            if (tap != null) {
                tap.publisherLost(nowNanos);
            }
        }
    }

    void forward(Publisher from, ForwardTrack track, int slot, long nowNanos) {
        if (!from.flowing) {
            from.flowing = true;
            graceUntil = Long.MAX_VALUE;
            router.events.mediaFlowing(id);
            if (tap != null) {
                tap.mediaFlowing(nowNanos);
            }
        }
        if (tap != null) {
            tap.packet(track, slot, nowNanos);
        }
        long extended = track.ring().sequence(slot);
        if (track == video) {
            forwardVideo(from, track, slot, extended, nowNanos);
        } else {
            for (int i = 0; i < viewerCount; i++) {
                ViewerTrack own = viewers[i].audio;
                if (own != null) {
                    viewers[i].forward(own, slot, extended);
                }
            }
        }
    }

    private void forwardVideo(Publisher from, ForwardTrack track, int slot, long extended, long nowNanos) {
        for (int i = 0; i < viewerCount; i++) {
            ViewerTrack own = viewers[i].video;
            if (own != null) {
                viewers[i].forward(own, slot, extended);
            }
        }
        if (track.keyFrameJustStarted()) {
            from.keyFrames.answered();
            startWaiting(nowNanos, nowNanos);
        } else if (!track.hasKeyFrame()) {
            from.keyFrames.want();
        }
    }

    private void startWaiting(long sinceNanos, long nowNanos) {
        for (int i = 0; i < viewerCount; i++) {
            ViewerTrack own = viewers[i].video;
            if (own != null && own.mode() == ViewerTrack.Mode.WAITING && viewers[i].waitingSince <= sinceNanos) {
                viewers[i].startVideo(own, nowNanos);
            }
        }
    }

    /** Somebody is about to join: a fresh key frame now saves waiting later. */
    void viewerExpected(long nowNanos) {
        ForwardTrack track = video;
        if (track != null && !mayReplay(track)) {
            wantKeyFrame();
            Publisher from = publisher;
            if (from != null) {
                from.onTick(nowNanos);
            }
        }
    }

    void viewerConnected(Viewer viewer, long nowNanos) {
        if (!viewer.fits(audio, video)) {
            router.remove(viewer, "the broadcast changed its encoding", nowNanos);
            return;
        }
        replaceSameDevice(viewer, nowNanos);
        if (viewerCount == viewers.length) {
            viewers = Arrays.copyOf(viewers, 2 * viewerCount);
        }
        viewers[viewerCount++] = viewer;
        viewer.waitingSince = nowNanos;
        people.merge(viewer.admitted.person(), 1, Integer::sum);
        router.events.viewerJoined(id, viewer.admitted.person(), viewer.admitted.device(), people.size());
        ViewerTrack own = viewer.video;
        if (own == null) {
            return;
        }
        if (mayReplay(own.track())) {
            viewer.startVideo(own, nowNanos);
        } else {
            viewerExpected(nowNanos);
        }
    }

    private void replaceSameDevice(Viewer viewer, long nowNanos) {
        for (int i = viewerCount - 1; i >= 0; i--) {
            if (viewers[i].admitted.device().equals(viewer.admitted.device())) {
                router.remove(viewers[i], "the device watches by a newer session", nowNanos);
            }
        }
    }

    private boolean mayReplay(ForwardTrack track) {
        if (!track.canReplay()) {
            return false;
        }
        Publisher from = publisher;
        boolean willAnswer = from != null && from.flowing && !from.keyFrames.deaf();
        return !willAnswer || track.packetsSinceKeyFrame() <= REPLAY_WHEN_ANSWERED;
    }

    void viewerRemoved(Viewer viewer) {
        for (int i = 0; i < viewerCount; i++) {
            if (viewers[i] == viewer) {
                takeOut(i);
                forget(viewer.admitted.person());
                router.events.viewerLeft(id, viewer.admitted.person(), viewer.admitted.device(), people.size());
                return;
            }
        }
    }

    /** A fresh array: a loop over the viewers that is under way keeps its own, and nothing keeps gone sessions alive. */
    private void takeOut(int index) {
        Viewer[] left = new Viewer[viewers.length];
        System.arraycopy(viewers, 0, left, 0, index);
        System.arraycopy(viewers, index + 1, left, index, --viewerCount - index);
        viewers = left;
    }

    private void forget(String person) {
        people.computeIfPresent(person, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** A viewer lost its picture. */
    void wantKeyFrame() {
        Publisher from = publisher;
        if (from != null) {
            from.keyFrames.want();
        }
    }

    private void cutViewers(String why, long nowNanos) {
        while (viewerCount > 0) {
            router.remove(viewers[viewerCount - 1], why, nowNanos);
        }
    }

    void onTick(long nowNanos) {
        tickTap();
        ForwardTrack track = video;
        if (track != null && track.canReplay()) {
            startWaiting(nowNanos - PATIENCE_NANOS, nowNanos);
        }
        Publisher from = publisher;
        if (from != null
                && from.flowing
                && nowNanos - from.lastMediaNanos > router.options.silence().toNanos()) {
            lost(from, nowNanos);
        }
        boolean deserted = publisher == null && pending == null && graceUntil == Long.MAX_VALUE;
        if (deserted || nowNanos >= graceUntil) {
            end("no broadcast came (back) in time", nowNanos);
        }
    }

    private void tickTap() {
        RelayTap own = tap;
        if (own != null) {
            own.onTick(publisher);
            tap = own.unwanted() ? null : own;
        }
    }

    /** Cuts everybody off. */
    void end(String why, long nowNanos) {
        if (ended) {
            return;
        }
        ended = true;
        boolean wasLive = published.live();
        published = Published.NOTHING;
        graceUntil = Long.MAX_VALUE;
        Publisher last = publisher;
        publisher = null;
        if (last != null) {
            router.remove(last, why, nowNanos);
        }
        cutViewers(why, nowNanos);
        router.relayEnded(this, why, nowNanos);
        if (wasLive) {
            router.events.liveInputGone(id);
            if (tap != null) {
                tap.ended(nowNanos);
            }
        }
    }

    static boolean isVideo(NegotiatedMedia media) {
        return media.kind() == MediaKind.VIDEO;
    }
}
