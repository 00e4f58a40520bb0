package dev.stagedoor.mediaserver.internal.desk;

import dev.stagedoor.mediaserver.internal.http.Door;
import dev.stagedoor.mediaserver.internal.http.Problem;
import dev.stagedoor.mediaserver.internal.http.SessionDesk;
import dev.stagedoor.mediaserver.internal.router.Peer;
import dev.stagedoor.mediaserver.internal.router.PeerFactory;
import dev.stagedoor.mediaserver.internal.router.Relay;
import dev.stagedoor.mediaserver.internal.router.Router;
import dev.stagedoor.mediaserver.internal.router.SessionsView;
import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens sessions for offers, keeps them by their ids, and holds the limits. */
public final class Desk implements SessionDesk, SessionsView {
    private static final int SESSION_ID_BYTES = 18;
    private static final int RETRY_NOT_LIVE_SECONDS = 2;
    private static final int RETRY_FULL_SECONDS = 10;
    private static final double POSTS_A_SECOND_PER_DEVICE = 1;
    private static final int POST_BURST_PER_DEVICE = 12;

    private final Map<String, OpenSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Limits limits;
    private final RateLimiter postsPerAddress;
    private final RateLimiter postsPerDevice;
    private final Agreements agreements;
    private final TransportFactory transports;
    private final SecureRandom random;
    private @Nullable MediaThread thread;
    private @Nullable Router router;

    public Desk(
            Limits limits,
            Agreements agreements,
            TransportFactory transports,
            SecureRandom random,
            LongSupplier nanos) {
        this.limits = limits;
        this.agreements = agreements;
        this.transports = transports;
        this.random = random;
        this.postsPerAddress = new RateLimiter(limits.postsPerSecond(), limits.postBurst(), nanos);
        this.postsPerDevice = new RateLimiter(POSTS_A_SECOND_PER_DEVICE, POST_BURST_PER_DEVICE, nanos);
    }

    /** Tells where sessions are to run; before the first request. */
    public void connect(MediaThread mediaThread, Router mediaRouter) {
        this.thread = mediaThread;
        this.router = mediaRouter;
    }

    @Override
    public Optional<Problem> throttle(InetAddress remoteAddress) {
        if (!postsPerAddress.allows(remoteAddress)) {
            return Optional.of(new Problem(
                    429, "rate_limited", "Too many requests from your address.", postsPerAddress.retryAfterSeconds()));
        }
        boolean full = sessions.size() >= limits.sessions() || pending.get() >= limits.pending();
        if (full || perAddress.getOrDefault(remoteAddress, 0) >= limits.sessionsPerAddress()) {
            return Optional.of(new Problem(
                    503, "server_full", "The server has no room for one more session.", RETRY_FULL_SECONDS));
        }
        return Optional.empty();
    }

    @Override
    public Outcome open(
            Door door, String name, Admitted admitted, SessionDescription offer, InetAddress remoteAddress) {
        Router media = router;
        MediaThread mediaThread = thread;
        if (media == null || mediaThread == null) {
            return new NotOpened(new Problem(503, "not_ready", "The server is starting.", 1));
        }
        if (!postsPerDevice.allows(admitted.liveInputId() + " " + admitted.device())) {
            return new NotOpened(new Problem(
                    429, "rate_limited", "Too many attempts with this key.", postsPerDevice.retryAfterSeconds()));
        }
        return door == Door.WHIP
                ? publish(new Opening(door, name, admitted, remoteAddress, media, mediaThread), offer)
                : watch(new Opening(door, name, admitted, remoteAddress, media, mediaThread), offer);
    }

    private record Opening(
            Door door, String name, Admitted admitted, InetAddress address, Router router, MediaThread thread) {}

    private Outcome publish(Opening opening, SessionDescription offer) {
        Optional<Relay> running = relay(opening.admitted().liveInputId());
        Negotiation outcome = agreements.publish(offer, running.map(Relay::published));
        return outcome.fold(
                agreement -> opened(opening, agreement, relayFor(opening), PeerFactory::publisher), Desk::refusal);
    }

    private Outcome watch(Opening opening, SessionDescription offer) {
        Optional<Relay> running = relay(opening.admitted().liveInputId())
                .filter(relay -> relay.published().live());
        if (running.isEmpty()) {
            return new NotOpened(
                    new Problem(409, "stream_not_live", "The broadcast has not started yet.", RETRY_NOT_LIVE_SECONDS));
        }
        Relay relay = running.get();
        Relay.Published published = relay.published();
        return agreements
                .watch(offer, published)
                .fold(
                        agreement ->
                                opened(opening, agreement, relay, (factory, parts) -> factory.viewer(parts, published)),
                        Desk::refusal);
    }

    private static Outcome refusal(Negotiation.Refused refused) {
        return new NotOpened(new Problem(refused.status(), refused.code(), refused.reason()));
    }

    private Optional<Relay> relay(String liveInputId) {
        return Optional.ofNullable(relays.get(liveInputId)).filter(relay -> !relay.ended());
    }

    private Relay relayFor(Opening opening) {
        return relays.compute(
                opening.admitted().liveInputId(),
                (id, relay) -> relay == null || relay.ended() ? opening.router().newRelay(id) : relay);
    }

    /** Makes the session's peer. */
    private interface Maker {
        Peer make(PeerFactory factory, PeerFactory.Parts parts);
    }

    private Outcome opened(Opening opening, Negotiation.Accepted agreement, Relay relay, Maker maker) {
        AtomicReference<Peer> self = new AtomicReference<>();
        RtcTransport transport =
                transports.create(() -> opening.thread().run(now -> wake(opening.router(), self.get(), now)));
        String answer = transports.answer(agreement, transport);
        PeerFactory.Parts parts =
                new PeerFactory.Parts(newId(), opening.admitted(), relay, transport, agreement, random);
        Peer peer = maker.make(opening.router().peers(), parts);
        self.set(peer);
        sessions.put(peer.id(), new OpenSession(opening.door(), opening.name(), opening.address(), peer));
        perAddress.merge(opening.address(), 1, Integer::sum);
        pending.incrementAndGet();
        opening.thread().run(now -> opening.router().add(peer, now));
        return new Opened(peer.id(), answer, peer.entityTag());
    }

    private static void wake(Router router, @Nullable Peer peer, long now) {
        if (peer != null) {
            router.wake(peer, now);
        }
    }

    private String newId() {
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    @Override
    public Optional<Session> find(Door door, String name, String id) {
        OpenSession open = sessions.get(id);
        boolean found = open != null
                && open.door() == door
                && open.name().equals(name)
                && !open.peer().isClosed();
        Router media = router;
        MediaThread mediaThread = thread;
        return found && open != null && media != null && mediaThread != null
                ? Optional.of(new DeskSession(open.peer(), media, mediaThread, transports))
                : Optional.empty();
    }

    @Override
    public void connected(Peer peer) {
        OpenSession open = sessions.get(peer.id());
        if (open != null && open.settle()) {
            pending.decrementAndGet();
        }
    }

    @Override
    public void removed(Peer peer) {
        OpenSession open = sessions.remove(peer.id());
        if (open == null) {
            return;
        }
        if (open.settle()) {
            pending.decrementAndGet();
        }
        perAddress.computeIfPresent(open.address(), (address, count) -> count > 1 ? count - 1 : null);
    }

    @Override
    public void ended(Relay relay) {
        relays.remove(relay.id(), relay);
    }

    @Override
    public void refused(String code) {
        refusals.computeIfAbsent(code, key -> new LongAdder()).increment();
    }

    /** Negotiates with nobody, so that the first offer finds loaded and compiled code. */
    public void warmUp() {
        transports.warmUp(agreements);
    }

    /** The relay of a live input that is on. */
    public Optional<Relay> running(String liveInputId) {
        return relay(liveInputId);
    }

    /** Refusals by code. */
    public Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        refusals.forEach((code, count) -> counts.put(code, count.sum()));
        return counts;
    }

    /** Sessions that were answered and are not connected yet. */
    public int pending() {
        return pending.get();
    }

    /** Sessions that are open. */
    public int sessions() {
        return sessions.size();
    }

    /** Live inputs that are on. */
    public List<Relay> relays() {
        return List.copyOf(relays.values());
    }
}
