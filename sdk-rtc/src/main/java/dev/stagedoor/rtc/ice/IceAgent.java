package dev.stagedoor.rtc.ice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ICE agent for one component of one stream (RFC 8445), full or lite, without sockets or clocks. Learns the peer's
 * addresses from correctly keyed Binding requests and checks back at once, so it needs no remote candidates; accepts
 * requests without PRIORITY and role, and responses without XOR-MAPPED-ADDRESS.
 *
 * <p>Never answers what is not correctly keyed. One owner thread at a time. No bytes make it throw.
 */
public final class IceAgent {
    /** Authenticated paths held at a time. */
    public static final int MAX_PATHS = 16;
    /** Remote candidates held at a time. */
    public static final int MAX_REMOTE_CANDIDATES = 64;

    private static final int ROLE_CONFLICT = 487;
    private static final int MAX_CONSENT_CHECKS = 4;
    private static final long PACE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long TCP_DELAY_NANOS = Duration.ofMillis(250).toNanos();
    private static final long SILENCE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long LOCAL_PRIORITY = IceCandidate.priority(Protocol.UDP, IceCandidate.Type.HOST, 0xffff);
    private static final long PRFLX_PRIORITY = IceCandidate.priority(Protocol.UDP, IceCandidate.Type.PRFLX, 0xffff);

    private final IceParameters parameters;
    private final Random random;
    private final long tieBreaker;
    private final Consent consent;
    private final Checklist checklist = new Checklist();
    private final HeardPaths heardPaths = new HeardPaths();
    private final Set<IceCandidate> remoteCandidates = new LinkedHashSet<>();
    private final ArrayDeque<TransactionId> consentChecks = new ArrayDeque<>();
    private final ArrayDeque<IceTransmit> transmits = new ArrayDeque<>();
    private final ArrayDeque<IceEvent> events = new ArrayDeque<>();

    private IceRole role;
    private IceState state = IceState.NEW;
    private Generation current;
    private @Nullable Generation previous;
    private @Nullable CandidatePair selected;
    private @Nullable CandidatePair nominating;
    private long nextPaced;
    private long tcpFrom;
    private long timeoutAt = Long.MAX_VALUE;

    /** An agent that answers checks already, and sends none before {@link #start}. */
    public IceAgent(IceParameters parameters, Random random) {
        this.parameters = parameters;
        this.random = random;
        this.role = parameters.lite() ? IceRole.CONTROLLED : parameters.role();
        this.tieBreaker = random.nextLong();
        this.current = new Generation(parameters.credentials());
        this.consent = new Consent(parameters.consentTimeout(), random);
    }

    /** Tells the peer's credentials of the current generation, and begins to check. */
    public void start(IceCredentials remote, List<IceCandidate> candidates, boolean remoteLite, long nowNanos) {
        if (isOver()) {
            return;
        }
        if (remoteLite && !parameters.lite()) {
            role = IceRole.CONTROLLING;
        }
        current.remote(remote);
        tcpFrom = nowNanos + TCP_DELAY_NANOS;
        if (selected == null) {
            timeoutAt = nowNanos + parameters.timeout().toNanos();
            enter(IceState.CHECKING);
        }
        candidates.forEach(candidate -> addRemoteCandidate(candidate, nowNanos));
        if (!parameters.lite()) {
            checklist.all().stream()
                    .filter(pair -> pair.generation == current && pair.heard)
                    .toList()
                    .forEach(pair -> check(pair, nowNanos));
        }
        pace(nowNanos);
    }

    /** Adds a candidate of the peer's; repeats and more than {@link #MAX_REMOTE_CANDIDATES} are ignored. */
    public void addRemoteCandidate(IceCandidate remote, long nowNanos) {
        boolean room = remoteCandidates.size() < MAX_REMOTE_CANDIDATES;
        if (isOver() || parameters.lite() || !room || !remoteCandidates.add(remote)) {
            return;
        }
        for (IceCandidate local : parameters.localCandidates()) {
            if (match(local, remote)) {
                NetworkPath path = new NetworkPath(local.protocol(), local.address(), remote.address());
                pair(current, path, Checklist.priority(role, local.priority(), remote.priority()));
            }
        }
        pace(nowNanos);
    }

    private static boolean match(IceCandidate local, IceCandidate remote) {
        boolean sameFamily = local.address().getAddress().getClass()
                == remote.address().getAddress().getClass();
        boolean base = local.type() == IceCandidate.Type.HOST;
        if (!base || !sameFamily || local.protocol() != remote.protocol()) {
            return false;
        }
        return local.protocol() == Protocol.UDP
                || local.tcpType() == IceCandidate.TcpType.ACTIVE && remote.tcpType() == IceCandidate.TcpType.PASSIVE;
    }

    /** Begins a restart under new local credentials; what is selected stays until a pair of the new session is. */
    public void restart(IceCredentials local, long nowNanos) {
        if (isOver()) {
            return;
        }
        previous = selected == null ? null : selected.generation;
        checklist.removeIf(pair -> pair.generation != previous);
        remoteCandidates.clear();
        current = new Generation(local);
        nominating = null;
        nextPaced = nowNanos;
    }

    /**
     * Takes a STUN message.
     *
     * @return false if it was dropped: malformed, not correctly keyed, or an answer to nothing of ours
     */
    public boolean receive(NetworkPath path, byte[] buffer, int offset, int length, long nowNanos) {
        Optional<StunMessage> read = isOver() ? Optional.empty() : StunMessage.read(buffer, offset, length);
        if (read.isEmpty()) {
            return false;
        }
        StunMessage message = read.get();
        return switch (message.type()) {
            case StunMessage.BINDING_REQUEST -> onRequest(path, message, nowNanos);
            case StunMessage.BINDING_SUCCESS -> onSuccess(path, message, nowNanos);
            case StunMessage.BINDING_ERROR -> onError(path, message, nowNanos);
            default -> heardPaths.contains(path);
        };
    }

    private boolean onRequest(NetworkPath path, StunMessage request, long nowNanos) {
        Generation generation = ownerOf(request);
        if (generation == null || !request.isAuthentic(generation.local.pwd())) {
            return false;
        }
        TransactionId id = request.transactionId();
        if (!request.unknownRequired().isEmpty()) {
            transmit(path, Checks.unknownAttributes(generation, id, request.unknownRequired()));
        } else if (losesRoleConflict(request)) {
            transmit(path, Checks.roleConflict(generation, id));
        } else {
            transmit(path, Checks.success(generation, id, path.remote()));
            onCheck(generation, path, request, nowNanos);
        }
        return true;
    }

    private @Nullable Generation ownerOf(StunMessage request) {
        if (current.owns(request)) {
            return current;
        }
        return previous != null && previous.owns(request) ? previous : null;
    }

    /** RFC 8445 section 7.3.1.1. @return true if the peer has to give way */
    private boolean losesRoleConflict(StunMessage request) {
        if (parameters.lite()) {
            return false;
        }
        boolean bothControlling =
                role == IceRole.CONTROLLING && request.controlling().isPresent();
        boolean bothControlled =
                role == IceRole.CONTROLLED && request.controlled().isPresent();
        if (!bothControlling && !bothControlled) {
            return false;
        }
        long theirs = bothControlling
                ? request.controlling().getAsLong()
                : request.controlled().getAsLong();
        boolean oursIsLarger = Long.compareUnsigned(tieBreaker, theirs) >= 0;
        if (oursIsLarger == bothControlling) {
            return true;
        }
        switchTo(role.opposite());
        return false;
    }

    private void switchTo(IceRole other) {
        role = other;
        nominating = null;
    }

    private void onCheck(Generation generation, NetworkPath path, StunMessage request, long nowNanos) {
        long remotePriority = request.priority().orElse(PRFLX_PRIORITY);
        CandidatePair pair =
                pair(generation, path, Checklist.priority(role, LOCAL_PRIORITY, Math.max(1, remotePriority)));
        if (pair == null) {
            return;
        }
        boolean silent = selected != null && heardPaths.isSilent(selected.path, nowNanos - SILENCE_NANOS);
        heard(pair, nowNanos);
        boolean firstNomination = request.useCandidate() && !pair.nominated;
        if (request.useCandidate() && role == IceRole.CONTROLLED) {
            pair.nominated = true;
        }
        if (parameters.lite()) {
            pair.state = CandidatePair.State.SUCCEEDED;
        }
        if (pair.state != CandidatePair.State.SUCCEEDED) {
            checkBack(pair, nowNanos);
        } else if (pair.nominated && (firstNomination || selected == null || silent)) {
            select(pair, nowNanos);
        } else if (selected == null) {
            select(pair, nowNanos);
        }
    }

    /** A triggered check, sent at once (RFC 8445 section 7.3.1.4). */
    private void checkBack(CandidatePair pair, long nowNanos) {
        if (pair.isChecking()) {
            transmitCheck(pair);
        } else {
            check(pair, nowNanos);
        }
    }

    private void heard(CandidatePair pair, long nowNanos) {
        pair.heard = true;
        if (heardPaths.heard(pair.path, nowNanos)) {
            events.add(new IceEvent.PathAuthenticated(pair.path));
            heardPaths.surplus(MAX_PATHS, selectedPath()).ifPresent(this::retire);
        }
        if (pair == selected) {
            life(nowNanos);
        }
    }

    private void retire(NetworkPath path) {
        heardPaths.forget(path);
        if (nominating != null && nominating.path.equals(path)) {
            nominating = null;
        }
        checklist.removeIf(pair -> pair.path.equals(path) && pair != selected);
        events.add(new IceEvent.PathRetired(path));
    }

    /** The pair of this path, made if need be; null if there is no room. */
    private @Nullable CandidatePair pair(Generation generation, NetworkPath path, long priority) {
        Optional<CandidatePair> known = checklist.find(generation, path);
        if (known.isPresent()) {
            return known.get();
        }
        if (checklist.isFull()) {
            return null;
        }
        CandidatePair pair = new CandidatePair(generation, path, priority);
        checklist.add(pair);
        return pair;
    }

    private boolean onSuccess(NetworkPath path, StunMessage response, long nowNanos) {
        TransactionId id = response.transactionId();
        CandidatePair inUse = selected;
        if (inUse != null && inUse.path.equals(path) && consentChecks.contains(id)) {
            boolean authentic = isFromPeer(inUse, response);
            if (authentic) {
                consentChecks.remove(id);
                heard(inUse, nowNanos);
            }
            return authentic;
        }
        CandidatePair pair = answered(path, id);
        if (pair == null || !isFromPeer(pair, response)) {
            return false;
        }
        pair.checkOver();
        heard(pair, nowNanos);
        succeeded(pair, nowNanos);
        return true;
    }

    private static boolean isFromPeer(CandidatePair pair, StunMessage response) {
        return pair.generation
                .remote()
                .filter(remote -> response.isAuthentic(remote.pwd()))
                .isPresent();
    }

    private @Nullable CandidatePair answered(NetworkPath path, TransactionId id) {
        return checklist
                .first(pair -> pair.isAnsweredBy(id) && pair.path.equals(path))
                .orElse(null);
    }

    private void succeeded(CandidatePair pair, long nowNanos) {
        pair.state = CandidatePair.State.SUCCEEDED;
        if (role == IceRole.CONTROLLING && pair.nominatedInCheck()) {
            pair.nominated = true;
        }
        if (pair.nominated || selected == null) {
            select(pair, nowNanos);
        }
        nominate(nowNanos);
    }

    /** The controlling side nominates the first pair that works, once per generation (RFC 8445 section 8.1.1). */
    private void nominate(long nowNanos) {
        boolean done = checklist
                .first(pair -> pair.generation == current && pair.nominated)
                .isPresent();
        if (role != IceRole.CONTROLLING || nominating != null || done) {
            return;
        }
        checklist
                .first(pair -> pair.generation == current && pair.state == CandidatePair.State.SUCCEEDED)
                .ifPresent(pair -> {
                    nominating = pair;
                    check(pair, nowNanos);
                });
    }

    private boolean onError(NetworkPath path, StunMessage response, long nowNanos) {
        CandidatePair pair = answered(path, response.transactionId());
        if (pair == null) {
            return false;
        }
        if (response.errorCode() == ROLE_CONFLICT) {
            if (role == pair.roleInCheck()) {
                switchTo(role.opposite());
            }
            pair.checkOver();
            check(pair, nowNanos);
            return true;
        }
        if (isFromPeer(pair, response)) {
            failed(pair, nowNanos);
        }
        return true;
    }

    private void failed(CandidatePair pair, long nowNanos) {
        pair.checkOver();
        pair.state = CandidatePair.State.FAILED;
        if (pair == nominating) {
            nominating = null;
            nominate(nowNanos);
        }
    }

    private void select(CandidatePair pair, long nowNanos) {
        boolean finished = previous != null && pair.generation == current && pair.nominated;
        if (pair != selected) {
            selected = pair;
            consentChecks.clear();
            if (consent.begin(nowNanos)) {
                events.add(new IceEvent.ConsentRestored());
            }
            timeoutAt = Long.MAX_VALUE;
            events.add(new IceEvent.PathSelected(pair.path));
            enter(IceState.CONNECTED);
        }
        if (finished) {
            previous = null;
            checklist.removeIf(old -> old.generation != current);
        }
    }

    /**
     * Tells that something else proved the peer to be at the other end of a path, such as a DTLS handshake: a nominated
     * path is then selected even though the peer answers no checks.
     */
    public void proven(NetworkPath path, long nowNanos) {
        if (selected != null || isOver()) {
            return;
        }
        checklist.find(current, path).filter(pair -> pair.heard).ifPresent(pair -> {
            pair.state = CandidatePair.State.SUCCEEDED;
            select(pair, nowNanos);
        });
    }

    /** Tells that authentic media came. */
    public void mediaReceived(long nowNanos) {
        if (selected != null && !isOver()) {
            life(nowNanos);
        }
    }

    private void life(long nowNanos) {
        if (consent.life(nowNanos)) {
            events.add(new IceEvent.ConsentRestored());
            enter(IceState.CONNECTED);
        }
    }

    /** Does what is due. */
    public void advance(long nowNanos) {
        if (isOver()) {
            return;
        }
        if (nowNanos >= timeoutAt) {
            enter(IceState.FAILED);
            return;
        }
        repeatDue(nowNanos);
        pace(nowNanos);
        if (selected != null) {
            keepConsent(selected, nowNanos);
        }
    }

    private void keepConsent(CandidatePair pair, long nowNanos) {
        if (consent.lapses(nowNanos)) {
            events.add(new IceEvent.ConsentExpired());
            enter(IceState.DISCONNECTED);
        }
        if (nowNanos < consent.nextCheck()) {
            return;
        }
        consent.checked(nowNanos);
        if (parameters.lite() || pair.generation.remote().isEmpty()) {
            return;
        }
        TransactionId id = TransactionId.random(random);
        consentChecks.add(id);
        if (consentChecks.size() > MAX_CONSENT_CHECKS) {
            consentChecks.remove();
        }
        boolean nominated = role == IceRole.CONTROLLING && pair.nominated;
        transmit(pair.path, Checks.request(pair.generation, id, role, tieBreaker, nominated));
    }

    private void repeatDue(long nowNanos) {
        for (CandidatePair pair : List.copyOf(checklist.all())) {
            if (nowNanos >= pair.repeatAt()) {
                repeatOrGiveUp(pair, nowNanos);
            }
        }
    }

    private void repeatOrGiveUp(CandidatePair pair, long nowNanos) {
        boolean stillNeeded = pair == nominating || selected == null || selected.generation != pair.generation;
        if (pair.isExhausted() && (!stillNeeded || pair == nominating)) {
            failed(pair, nowNanos);
        } else {
            repeat(pair, nowNanos);
        }
    }

    private void repeat(CandidatePair pair, long nowNanos) {
        pair.repeated(nowNanos);
        transmitCheck(pair);
    }

    /**
     * Ordinary checks, one at a time (RFC 8445 section 6.1.4.2), until a pair of this generation is nominated. TCP comes
     * late, because the first pair that works is nominated and UDP carries media better.
     */
    private void pace(long nowNanos) {
        if (nowNanos < nextPaced) {
            return;
        }
        nextWaiting(nowNanos >= tcpFrom).ifPresent(pair -> {
            nextPaced = nowNanos + PACE_NANOS;
            check(pair, nowNanos);
        });
    }

    private long nextPace() {
        if (nextWaiting(false).isPresent()) {
            return nextPaced;
        }
        return nextWaiting(true).isPresent() ? Math.max(nextPaced, tcpFrom) : Long.MAX_VALUE;
    }

    private Optional<CandidatePair> nextWaiting(boolean tcpToo) {
        boolean nominated = selected != null && selected.generation == current && selected.nominated;
        if (parameters.lite()
                || nominated
                || nominating != null
                || current.remote().isEmpty()) {
            return Optional.empty();
        }
        return checklist.first(pair -> pair.generation == current
                && pair.state == CandidatePair.State.WAITING
                && (tcpToo || pair.path.protocol() == Protocol.UDP));
    }

    private void check(CandidatePair pair, long nowNanos) {
        if (pair.generation.remote().isEmpty()) {
            return;
        }
        pair.checking(TransactionId.random(random), role, pair == nominating, nowNanos);
        transmitCheck(pair);
    }

    private void transmitCheck(CandidatePair pair) {
        transmit(
                pair.path,
                Checks.request(
                        pair.generation, pair.transaction(), pair.roleInCheck(), tieBreaker, pair.nominatedInCheck()));
    }

    private void transmit(NetworkPath path, byte[] datagram) {
        transmits.add(new IceTransmit(path, datagram));
    }

    private void enter(IceState next) {
        if (state != next) {
            state = next;
            events.add(new IceEvent.StateChanged(next));
        }
    }

    private boolean isOver() {
        return state == IceState.CLOSED || state == IceState.FAILED;
    }

    /** Ends: nothing is sent or answered any more. */
    public void close() {
        if (state != IceState.CLOSED) {
            transmits.clear();
            enter(IceState.CLOSED);
        }
    }

    /** {@return the next message to send} */
    public Optional<IceTransmit> pollTransmit() {
        return Optional.ofNullable(transmits.poll());
    }

    /** {@return the next event} */
    public Optional<IceEvent> pollEvent() {
        return Optional.ofNullable(events.poll());
    }

    /** {@return whether {@link #pollEvent} has something} */
    public boolean hasEvents() {
        return !events.isEmpty();
    }

    /** {@return when to call {@link #advance} next, and why} */
    public IceTimer timer() {
        IceTimer timer = IceTimer.NEVER;
        if (isOver()) {
            return timer;
        }
        timer = timer.earlier(timeoutAt, IceTimer.Reason.TIMEOUT)
                .earlier(consent.nextCheck(), IceTimer.Reason.CONSENT_CHECK)
                .earlier(consent.expiresAt(), IceTimer.Reason.CONSENT_EXPIRY);
        for (CandidatePair pair : checklist.all()) {
            timer = timer.earlier(pair.repeatAt(), IceTimer.Reason.CHECK);
        }
        return timer.earlier(nextPace(), IceTimer.Reason.CHECK);
    }

    /** {@return whether a correctly keyed message came by this path} */
    public boolean isAuthenticated(NetworkPath path) {
        return heardPaths.contains(path);
    }

    /** {@return the path in use} */
    public Optional<NetworkPath> selectedPath() {
        return Optional.ofNullable(selected).map(pair -> pair.path);
    }

    /** {@return the path in use, or else one that the peer nominated but that is not checked yet} */
    public Optional<NetworkPath> likelyPath() {
        return selectedPath()
                .or(() -> checklist
                        .first(pair -> pair.generation == current && pair.nominated && pair.heard)
                        .map(pair -> pair.path));
    }

    /** {@return whether a path is selected and consent to send on it is fresh} */
    public boolean maySend() {
        return selected != null && !isOver() && consent.isFresh();
    }

    /** {@return our part} */
    public IceRole role() {
        return role;
    }

    /** {@return the state} */
    public IceState state() {
        return state;
    }

    /** {@return our credentials of the current generation} */
    public IceCredentials localCredentials() {
        return current.local;
    }
}
