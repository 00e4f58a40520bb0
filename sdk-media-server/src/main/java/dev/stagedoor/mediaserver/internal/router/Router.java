package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.MediaServerMetrics;
import dev.stagedoor.mediaserver.SessionSnapshot;
import dev.stagedoor.mediaserver.internal.forward.ExtensionMap;
import dev.stagedoor.mediaserver.internal.forward.ForwardTrack;
import dev.stagedoor.mediaserver.internal.forward.KeyFrameTest;
import dev.stagedoor.mediaserver.internal.forward.PacketRing;
import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.rtc.Deadline;
import dev.stagedoor.rtc.Output;
import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.RtcEvent;
import dev.stagedoor.rtc.Transmit;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.ice.Protocol;
import dev.stagedoor.rtc.ice.Stun;
import dev.stagedoor.rtc.sdp.HeaderExtension;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The core of the media server, without sockets, threads and clocks: packets, commands and the time come in, packets go out.
 * One thread owns it with all its peers and relays.
 */
public final class Router {
    /** How often {@link #tick} is to be called while there are sessions, in nanoseconds. */
    public static final long TICK_NANOS = 20_000_000;
    /** How often {@link #tick} is to be called while a joiner catches up, in nanoseconds. */
    public static final long REPLAY_TICK_NANOS = 4_000_000;

    private static final long ALIVE_NANOS = 5_000_000_000L;
    private static final long SHORTEST_WAIT_NANOS = 1_000_000;
    private static final long FAR_SECONDS = 1_000_000_000;
    private static final long NTP_UNIX_SECONDS = 2_208_988_800L;
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    final Counters counters = new Counters();
    final RouterOptions options;
    final RelayEvents events;
    final byte[] scratch = new byte[PacketRing.SLOT_BYTES + 64];
    private final PacketSink sink;
    private final SessionsView sessions;
    private final RandomGenerator random;
    private final InetSocketAddress local;
    private final long wallShiftNanos;
    private final Optional<Taps> taps;
    private final Map<InetSocketAddress, Link> udp = new HashMap<>();
    private final Map<InetSocketAddress, Link> tcp = new HashMap<>();
    private final Map<String, Peer> byUfrag = new HashMap<>();
    private final List<Peer> peers = new ArrayList<>();
    private final Set<Relay> relays = new HashSet<>();
    private final List<Viewer> replaying = new ArrayList<>();
    private long nextTick;
    private long soonest = Long.MAX_VALUE;

    /**
     * @param local names our socket in paths
     * @param wallShiftNanos what turns {@code nowNanos} into nanoseconds since 1970
     * @param random for SSRCs and first sequence numbers
     * @param taps who gets copies of what is forwarded
     */
    public Router(
            RouterOptions options,
            RelayEvents events,
            Optional<Taps> taps,
            PacketSink sink,
            SessionsView sessions,
            RandomGenerator random,
            InetSocketAddress local,
            long wallShiftNanos) {
        this.options = options;
        this.events = events;
        this.sink = sink;
        this.sessions = sessions;
        this.random = random;
        this.local = local;
        this.wallShiftNanos = wallShiftNanos;
        this.taps = taps;
    }

    Optional<Taps> taps() {
        return taps;
    }

    /** A live input that is about to begin. */
    public Relay newRelay(String liveInputId) {
        return new Relay(this, liveInputId);
    }

    /** Makes sessions for this router. */
    public PeerFactory peers() {
        return new PeerFactory(this);
    }

    /** A trickled candidate list. */
    public void trickle(Peer peer, List<IceCandidate> candidates, long nowNanos) {
        if (!peer.closed) {
            candidates.forEach(candidate -> peer.transport.addRemoteCandidate(candidate, nowNanos));
            drain(peer, nowNanos);
        }
    }

    /** Begins another ICE session of a peer; empty when it is gone. */
    public Optional<IceCredentials> restart(
            Peer peer, IceCredentials remote, List<IceCandidate> candidates, long nowNanos) {
        if (peer.closed) {
            return Optional.empty();
        }
        peer.local = peer.transport.restartIce(nowNanos);
        peer.remote = remote;
        peer.ufrags.add(peer.local.ufrag());
        byUfrag.put(peer.local.ufrag(), peer);
        peer.transport.remoteRestarted(remote, candidates, nowNanos);
        drain(peer, nowNanos);
        return Optional.of(peer.local);
    }

    private record Link(NetworkPath path, Peer peer) {}

    /** Counters of this router. */
    public Counters counters() {
        return counters;
    }

    /** Takes a session in and starts its transport. */
    public void add(Peer peer, long nowNanos) {
        if (peer.closed || peer.relay.ended()) {
            remove(peer, "the live input is over", nowNanos);
            return;
        }
        peer.untilNanos = peer.admitted
                .until()
                .map(until -> nowNanos + nanosUntil(until, nowNanos))
                .orElse(Long.MAX_VALUE);
        peer.createdNanos = nowNanos;
        peer.lastHeardNanos = nowNanos;
        peer.relay.expect(peer, nowNanos);
        peers.add(peer);
        relays.add(peer.relay);
        byUfrag.put(peer.local.ufrag(), peer);
        peer.transport.start(peer.agreement.remote().description(), peer.dtlsRole(), nowNanos);
        drain(peer, nowNanos);
        if (peer instanceof Viewer) {
            peer.relay.viewerExpected(nowNanos);
        }
    }

    private long nanosUntil(Instant until, long nowNanos) {
        Instant now = Instant.EPOCH.plusNanos(wallNanos(nowNanos));
        long seconds = Duration.between(now, until).toSeconds();
        return Math.max(0, Math.min(seconds, FAR_SECONDS)) * 1_000_000_000L;
    }

    /** Takes a datagram, or a TCP frame, that came from this address. */
    public void receive(Protocol protocol, InetSocketAddress remote, byte[] packet, int length, long nowNanos) {
        counters.received(length);
        Link link = (protocol == Protocol.UDP ? udp : tcp).get(remote);
        switch (PacketKind.of(packet, 0, length)) {
            case RTP -> onRtp(link, packet, length, nowNanos);
            case RTCP -> onRtcp(link, packet, length, nowNanos);
            case STUN -> onStun(link, protocol, remote, packet, length, nowNanos);
            case DTLS -> toTransport(link, packet, length, nowNanos);
            default -> counters.drop(Drop.UNKNOWN_PROTOCOL);
        }
    }

    private void onRtp(@Nullable Link link, byte[] packet, int length, long nowNanos) {
        if (link != null && link.peer.keepEarly(packet, length)) {
            return;
        }
        SrtpContext keys = keysOf(link);
        if (link != null && keys != null) {
            onRtp(link.peer, keys, packet, length, nowNanos);
        }
    }

    private void onRtp(Peer peer, SrtpContext keys, byte[] packet, int length, long nowNanos) {
        int plain = keys.unprotectRtp(packet, 0, length);
        if (plain < 0) {
            refused(plain);
            return;
        }
        heard(peer, nowNanos);
        peer.onRtp(packet, plain, nowNanos);
    }

    private void onRtcp(@Nullable Link link, byte[] packet, int length, long nowNanos) {
        SrtpContext keys = keysOf(link);
        if (link == null || keys == null) {
            return;
        }
        int plain = keys.unprotectRtcp(packet, 0, length);
        if (plain < 0) {
            refused(plain);
            return;
        }
        heard(link.peer, nowNanos);
        link.peer.onRtcp(packet, plain, nowNanos);
    }

    private @Nullable SrtpContext keysOf(@Nullable Link link) {
        SrtpContext keys = link == null ? null : link.peer.inbound;
        if (keys == null) {
            counters.drop(link == null ? Drop.UNKNOWN_SOURCE : Drop.TOO_EARLY);
        }
        return keys;
    }

    private void refused(int why) {
        counters.drop(
                switch (why) {
                    case SrtpContext.REPLAYED -> Drop.REPLAYED;
                    case SrtpContext.UNAUTHENTIC -> Drop.UNAUTHENTIC;
                    default -> Drop.MALFORMED;
                });
    }

    private static void heard(Peer peer, long nowNanos) {
        peer.lastHeardNanos = nowNanos;
        peer.transport.mediaReceived(nowNanos);
    }

    private void onStun(
            @Nullable Link link,
            Protocol protocol,
            InetSocketAddress remote,
            byte[] packet,
            int length,
            long nowNanos) {
        Peer named = Stun.localUfrag(packet, 0, length).map(byUfrag::get).orElse(null);
        if (named == null || link != null && link.peer == named) {
            toTransport(link, packet, length, nowNanos);
            return;
        }
        NetworkPath path = new NetworkPath(protocol, local, remote);
        boolean before = named.paths.contains(path);
        named.transport.receive(path, packet, 0, length, nowNanos);
        drain(named, nowNanos);
        if (before && named.paths.contains(path)) {
            claim(named, path, nowNanos);
        }
    }

    private void toTransport(@Nullable Link link, byte[] packet, int length, long nowNanos) {
        if (link == null) {
            counters.drop(Drop.UNKNOWN_SOURCE);
            return;
        }
        link.peer.transport.receive(link.path, packet, 0, length, nowNanos);
        drain(link.peer, nowNanos);
    }

    /** Takes what a transport has to say after any input to it. */
    public void drain(Peer peer, long nowNanos) {
        while (true) {
            Output output = peer.transport.poll();
            if (output instanceof Transmit transmit) {
                send(transmit.path(), transmit.datagram(), 0, transmit.datagram().length);
            } else if (output instanceof RtcEvent event) {
                on(peer, event, nowNanos);
            } else if (output instanceof Deadline deadline) {
                peer.deadline = deadline.atNanos();
                soonest = Math.min(soonest, peer.deadline);
                return;
            }
        }
    }

    private void on(Peer peer, RtcEvent event, long nowNanos) {
        if (event instanceof RtcEvent.PathAuthenticated authenticated) {
            link(peer, authenticated.path(), nowNanos);
        } else if (event instanceof RtcEvent.PathRetired retired) {
            unlink(peer, retired.path());
        } else if (event instanceof RtcEvent.PathSelected selected) {
            peer.path = selected.path();
            if (peer instanceof Viewer viewer) {
                viewer.sendable = viewer.connected();
            }
        } else if (event instanceof RtcEvent.DtlsConnected connected) {
            onConnected(peer, connected, nowNanos);
        } else if (event instanceof RtcEvent.ConsentExpired) {
            remove(peer, "no sign of life", nowNanos);
        } else if (event instanceof RtcEvent.Failed failed) {
            remove(peer, failed.reason() + ": " + failed.detail(), nowNanos);
        } else if (event instanceof RtcEvent.ClosedByPeer) {
            remove(peer, "closed by the peer", nowNanos);
        }
    }

    private void onConnected(Peer peer, RtcEvent.DtlsConnected connected, long nowNanos) {
        if (peer.closed || peer.relay.ended()) {
            return;
        }
        peer.profile = connected.profile();
        peer.inbound = connected.inbound();
        peer.outbound = connected.outbound();
        peer.connectedNanos = nowNanos;
        counters.joins += peer instanceof Viewer ? 1 : 0;
        log.atLevel(peer instanceof Publisher ? Level.INFO : Level.DEBUG)
                .log(
                        "{} {} of {} connected by {} with {}",
                        kind(peer),
                        shortId(peer),
                        peer.relay.id(),
                        peer.path,
                        peer.profile);
        sessions.connected(peer);
        peer.onConnected(nowNanos);
        for (byte[] early : peer.takeEarly()) {
            SrtpContext keys = peer.inbound;
            if (keys != null) {
                onRtp(peer, keys, early, early.length, nowNanos);
            }
        }
    }

    private Map<InetSocketAddress, Link> links(NetworkPath path) {
        return path.protocol() == Protocol.UDP ? udp : tcp;
    }

    private void link(Peer peer, NetworkPath path, long nowNanos) {
        peer.paths.add(path);
        claim(peer, path, nowNanos);
    }

    /** A replayed check from a spoofed address must not take the address away from a session that is alive there. */
    private void claim(Peer peer, NetworkPath path, long nowNanos) {
        Link other = links(path).get(path.remote());
        if (other != null && other.peer != peer && other.peer.connected() && alive(other.peer, nowNanos)) {
            counters.drop(Drop.ADDRESS_TAKEN);
            return;
        }
        links(path).put(path.remote(), new Link(path, peer));
    }

    private static boolean alive(Peer peer, long nowNanos) {
        return nowNanos - peer.lastHeardNanos < ALIVE_NANOS;
    }

    private void unlink(Peer peer, NetworkPath path) {
        peer.paths.remove(path);
        Link link = links(path).get(path.remote());
        if (link != null && link.peer == peer) {
            links(path).remove(path.remote());
            sink.release(path);
        }
    }

    /** Cuts a session off: close_notify, then silence. */
    public void remove(Peer peer, String why, long nowNanos) {
        peer.closed = true;
        if (peers.remove(peer)) {
            log.atLevel(peer instanceof Publisher ? Level.INFO : Level.DEBUG)
                    .log("{} {} of {} ends: {}", kind(peer), shortId(peer), peer.relay.id(), why);
            peer.transport.close(nowNanos);
            drain(peer, nowNanos);
            peer.ufrags.forEach(ufrag -> byUfrag.remove(ufrag, peer));
            List.copyOf(peer.paths).forEach(path -> unlink(peer, path));
            peer.onRemoved(nowNanos);
            peer.inbound = null;
            peer.outbound = null;
        }
        sessions.removed(peer);
    }

    /** A device that posts again gives up its session that is not connected yet. */
    void removePending(Relay relay, String device, long nowNanos) {
        for (Peer peer : List.copyOf(peers)) {
            boolean same = peer.relay == relay
                    && peer instanceof Viewer
                    && peer.admitted.device().equals(device);
            if (same && !peer.connected()) {
                remove(peer, "replaced by a newer offer", nowNanos);
            }
        }
    }

    /** Whoever knows a whole id may end the session: logs get the beginning. */
    private static String shortId(Peer peer) {
        return peer.id.substring(0, Math.min(6, peer.id.length()));
    }

    private static String kind(Peer peer) {
        return peer instanceof Viewer ? "viewer" : "publisher";
    }

    void relayEnded(Relay relay, String why, long nowNanos) {
        relays.remove(relay);
        for (Peer peer : List.copyOf(peers)) {
            if (peer.relay == relay) {
                remove(peer, why, nowNanos);
            }
        }
        sessions.ended(relay);
    }

    /** Ends a live input. */
    public void end(Relay relay, String why, long nowNanos) {
        relay.end(why, nowNanos);
    }

    /** Ends everything. */
    public void endAll(String why, long nowNanos) {
        List.copyOf(relays).forEach(relay -> relay.end(why, nowNanos));
        List.copyOf(peers).forEach(peer -> remove(peer, why, nowNanos));
    }

    /** Does what is due; returns until when nothing more is, at the latest. */
    public long tick(long nowNanos) {
        if (!replaying.isEmpty()) {
            replaying.removeIf(viewer -> !viewer.replay(nowNanos));
        }
        if (nowNanos >= soonest) {
            advanceDue(nowNanos);
        }
        if (nowNanos >= nextTick) {
            nextTick = nowNanos + TICK_NANOS;
            tickPeers(nowNanos);
            if (!relays.isEmpty()) {
                List.copyOf(relays).forEach(relay -> relay.onTick(nowNanos));
            }
        }
        if (!replaying.isEmpty()) {
            return nowNanos + REPLAY_TICK_NANOS;
        }
        return peers.isEmpty() && relays.isEmpty() ? Long.MAX_VALUE : Math.min(nextTick, soonest);
    }

    /** Repeats of checks and flights go out when they are due, not with the next tick. */
    private void advanceDue(long nowNanos) {
        for (Peer peer : List.copyOf(peers)) {
            if (nowNanos >= peer.deadline && !peer.closed) {
                peer.transport.advance(nowNanos);
                drain(peer, nowNanos);
            }
        }
        soonest = Long.MAX_VALUE;
        for (Peer peer : peers) {
            soonest = Math.min(soonest, peer.deadline);
        }
        soonest = Math.max(soonest, nowNanos + SHORTEST_WAIT_NANOS);
    }

    private void tickPeers(long nowNanos) {
        for (int i = peers.size() - 1; i >= 0; i--) {
            Peer peer = i < peers.size() ? peers.get(i) : null;
            if (peer == null) {
                continue;
            }
            if (overdue(peer, nowNanos)) {
                remove(peer, "too late", nowNanos);
            } else if (!peer.closed) {
                peer.onTick(nowNanos);
            }
        }
    }

    private boolean overdue(Peer peer, long nowNanos) {
        boolean late = !peer.connected()
                && nowNanos - peer.createdNanos > options.connect().toNanos();
        return late || nowNanos >= peer.untilNanos;
    }

    /** The handshake of a peer has something to take. */
    public void wake(Peer peer, long nowNanos) {
        if (!peer.closed) {
            peer.transport.advance(nowNanos);
            drain(peer, nowNanos);
        }
    }

    void replaying(Viewer viewer) {
        if (!replaying.contains(viewer)) {
            replaying.add(viewer);
        }
    }

    void send(NetworkPath path, byte[] packet, int offset, int length) {
        sink.send(path, packet, offset, length);
    }

    long wallNanos(long nowNanos) {
        return nowNanos + wallShiftNanos;
    }

    static long ntp(long wallNanos) {
        long seconds = Math.floorDiv(wallNanos, 1_000_000_000L);
        long fraction = (Math.floorMod(wallNanos, 1_000_000_000L) << 32) / 1_000_000_000L;
        return seconds + NTP_UNIX_SECONDS << 32 | fraction;
    }

    static Map<String, Integer> extensionIds(NegotiatedMedia media) {
        Map<String, Integer> ids = new HashMap<>();
        for (HeaderExtension extension : media.extensions()) {
            if (ExtensionMap.FORWARDED.contains(extension.uri())) {
                ids.put(extension.uri(), extension.id());
            }
        }
        return ids;
    }

    /** A track whose sources are none of those {@code taken}: two tracks on one source would share packet indices. */
    ForwardTrack newTrack(NegotiatedMedia media, Set<Integer> taken) {
        boolean video = Relay.isVideo(media);
        ForwardTrack.Shape shape = new ForwardTrack.Shape(
                freshSource(taken),
                freshSource(taken),
                video,
                media.codec().clockRate(),
                random.nextInt(),
                random.nextInt());
        return video
                ? ForwardTrack.video(
                        shape,
                        options.videoPackets(),
                        KeyFrameTest.of(media.codec().name()))
                : ForwardTrack.audio(shape, options.audioPackets());
    }

    private int freshSource(Set<Integer> taken) {
        int ssrc = random.nextInt();
        while (ssrc == 0 || !taken.add(ssrc)) {
            ssrc = random.nextInt();
        }
        return ssrc;
    }

    /** Cuts off the viewers of a person, or of a device of that person, at a live input. */
    public void revoke(Relay relay, Predicate<Admitted> whose, long nowNanos) {
        for (Peer peer : List.copyOf(peers)) {
            if (peer.relay == relay && peer instanceof Viewer && whose.test(peer.admitted)) {
                remove(peer, "access was revoked", nowNanos);
            }
        }
    }

    /** Counters and gauges; what the router does not know is empty. */
    public MediaServerMetrics metrics(Map<String, Long> refusals, int pending) {
        Map<String, Long> drops = new TreeMap<>();
        for (Drop reason : Drop.values()) {
            drops.put(reason.name().toLowerCase(Locale.ROOT), counters.dropped(reason));
        }
        int viewers = 0;
        int broadcasts = 0;
        for (Peer peer : peers) {
            if (peer.connected()) {
                viewers += peer instanceof Viewer ? 1 : 0;
                broadcasts += peer instanceof Publisher ? 1 : 0;
            }
        }
        return new MediaServerMetrics(
                counters.packetsReceived,
                counters.bytesReceived,
                counters.packetsSent,
                counters.bytesSent,
                counters.forwarded,
                counters.retransmissions,
                counters.keyFrameRequests,
                drops,
                broadcasts,
                viewers,
                pending,
                counters.joins,
                refusals,
                Duration.ofNanos(counters.lastLoopNanos));
    }

    /** All sessions as they are now. */
    public List<SessionSnapshot> snapshots(long nowNanos) {
        return peers.stream().map(peer -> snapshot(peer, nowNanos)).toList();
    }

    private static SessionSnapshot snapshot(Peer peer, long nowNanos) {
        Map<String, String> details = new TreeMap<>(peer.details());
        details.put("srtp", String.valueOf(peer.profile));
        details.put("silentMillis", Long.toString((nowNanos - peer.lastHeardNanos) / 1_000_000));
        return new SessionSnapshot(
                peer.id,
                peer instanceof Viewer ? SessionSnapshot.Role.VIEWER : SessionSnapshot.Role.BROADCAST,
                peer.relay.id(),
                peer.admitted.person(),
                peer.connected() ? "connected" : "connecting",
                peer.path == null ? "" : String.valueOf(peer.path),
                Duration.ofNanos(nowNanos - peer.createdNanos),
                details);
    }

    /** Remote addresses that belong to sessions. */
    public int addresses() {
        return udp.size() + tcp.size();
    }

    /** All sessions now. */
    public List<Peer> sessions() {
        return List.copyOf(peers);
    }
}
