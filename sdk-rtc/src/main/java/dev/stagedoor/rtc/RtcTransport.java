package dev.stagedoor.rtc;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.rtc.dtls.DtlsEndpoint;
import dev.stagedoor.rtc.dtls.DtlsFailure;
import dev.stagedoor.rtc.dtls.DtlsParameters;
import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.DtlsState;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceAgent;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.ice.IceEvent;
import dev.stagedoor.rtc.ice.IceParameters;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.IceState;
import dev.stagedoor.rtc.ice.IceTimer;
import dev.stagedoor.rtc.ice.IceTransmit;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One BUNDLE transport of a WebRTC session (ICE, DTLS, SRTP keys), without sockets, threads or clocks.
 *
 * <p><b>Contract.</b> After every input ({@link #start}, {@link #receive}, {@link #advance}, a command) call
 * {@link #poll()} until it answers a {@link Deadline}; send every {@link Transmit}, act on every {@link RtcEvent}, and
 * call {@link #advance} when the deadline is due. {@code nowNanos} is any monotonic clock, the same for all calls.
 *
 * <p><b>Media.</b> SRTP does not go through here: after {@link RtcEvent.DtlsConnected} the shell uses the two contexts
 * itself, sends on {@link #selectedPath()} while {@link #mayTransmit()}, and calls {@link #mediaReceived} for what it
 * could authenticate.
 *
 * <p><b>Hostile input.</b> No bytes given to {@link #receive} make it throw; what it cannot use is counted and dropped.
 *
 * <p><b>Threads.</b> One owner thread at a time. Only {@code wakeup} of {@link Builder#wakeup} runs elsewhere.
 */
public final class RtcTransport {
    /** Authenticated paths held at a time. */
    public static final int MAX_PATHS = 16;
    /** Upper limit of every datagram that comes out, in bytes. */
    public static final int MAX_DATAGRAM = 1200;

    private static final int MAX_EARLY = 8;
    private static final int MAX_EARLY_LENGTH = 2048;

    private final Builder options;
    private final IceAgent agent;
    private final ArrayDeque<Output> outputs = new ArrayDeque<>();
    private final Counting counting = new Counting();
    private List<Early> early = new ArrayList<>();
    private @Nullable DtlsEndpoint dtls;
    private @Nullable NetworkPath dtlsPath;
    private boolean connected;
    private boolean over;

    private RtcTransport(Builder options) {
        this.options = options;
        IceCredentials credentials = options.credentials.orElseGet(() -> IceCredentials.random(options.random));
        IceParameters parameters = new IceParameters(
                options.role,
                options.lite,
                credentials,
                options.localCandidates,
                options.iceTimeout,
                options.consentTimeout);
        this.agent = new IceAgent(parameters, options.random);
    }

    /**
     * A transport in the making.
     *
     * @param certificate ours
     * @param random for credentials, transaction ids, and DTLS
     * @param handshakes runs the DTLS handshake, one blocking task per transport while it lasts (one to two round trips;
     *     at most {@link Builder#handshakeTimeout}); must have its own threads
     */
    public static Builder builder(LocalCertificate certificate, SecureRandom random, Executor handshakes) {
        return new Builder(certificate, random, handshakes);
    }

    /** {@return our credentials for the SDP; new ones after {@link #restartIce}} */
    public IceCredentials localCredentials() {
        return agent.localCredentials();
    }

    /**
     * Tells what the peer's SDP says and begins.
     *
     * @param role our part in the DTLS handshake
     * @throws IllegalStateException if called before
     */
    public void start(RemoteDescription remote, DtlsRole role, long nowNanos) {
        if (dtls != null) {
            throw new IllegalStateException("start was called before");
        }
        dtls = new DtlsEndpoint(
                new DtlsParameters(
                        role,
                        options.certificate,
                        remote.fingerprints(),
                        options.srtpProfiles,
                        options.handshakeTimeout),
                options.handshakes,
                options.wakeup);
        if (over) {
            return;
        }
        agent.start(remote.credentials(), remote.candidates(), remote.iceLite(), nowNanos);
        settle(nowNanos);
    }

    /** Adds a trickled candidate (RFC 8838). More than 64, and repeats, are ignored. */
    public void addRemoteCandidate(IceCandidate candidate, long nowNanos) {
        agent.addRemoteCandidate(candidate, nowNanos);
        settle(nowNanos);
    }

    /**
     * Begins an ICE restart (RFC 8445 section 9) with new local credentials; the pair in use carries media until another
     * is selected. Requests under the old credentials are answered until then. The restart goes on with
     * {@link #remoteRestarted}.
     *
     * @return the new local credentials
     */
    public IceCredentials restartIce(long nowNanos) {
        agent.restart(IceCredentials.random(options.random), nowNanos);
        settle(nowNanos);
        return agent.localCredentials();
    }

    /** Tells the peer's new credentials and candidates after {@link #restartIce}. */
    public void remoteRestarted(IceCredentials remote, List<IceCandidate> candidates, long nowNanos) {
        agent.start(remote, candidates, false, nowNanos);
        settle(nowNanos);
    }

    /** Takes a STUN or DTLS datagram; the bytes are copied where they are kept. */
    public void receive(NetworkPath path, byte[] buffer, int offset, int length, long nowNanos) {
        switch (PacketKind.of(buffer, offset, length)) {
            case STUN -> receiveStun(path, buffer, offset, length, nowNanos);
            case DTLS -> receiveDtls(path, buffer, offset, length, nowNanos);
            default -> counting.otherDropped++;
        }
        settle(nowNanos);
    }

    private void receiveStun(NetworkPath path, byte[] buffer, int offset, int length, long nowNanos) {
        if (over || !agent.receive(path, buffer, offset, length, nowNanos)) {
            counting.stunDropped++;
        } else {
            counting.stunAccepted++;
        }
    }

    private void receiveDtls(NetworkPath path, byte[] buffer, int offset, int length, long nowNanos) {
        DtlsEndpoint endpoint = dtls;
        if (over) {
            counting.dtlsDropped++;
        } else if (endpoint == null || !agent.isAuthenticated(path)) {
            keepEarly(path, buffer, offset, length);
        } else {
            endpoint.start(nowNanos);
            dtlsPath = path;
            if (endpoint.receive(buffer, offset, length, nowNanos)) {
                counting.dtlsDatagrams++;
            } else {
                counting.dtlsDropped++;
            }
        }
    }

    /** A handshake may overtake the check that authenticates its path. */
    private void keepEarly(NetworkPath path, byte[] buffer, int offset, int length) {
        if (connected || early.size() >= MAX_EARLY || length > MAX_EARLY_LENGTH) {
            counting.dtlsDropped++;
        } else {
            early.add(new Early(path, Arrays.copyOfRange(buffer, offset, offset + length)));
        }
    }

    private void takeEarly(long nowNanos) {
        if (early.isEmpty() || dtls == null) {
            return;
        }
        List<Early> waiting = early;
        early = new ArrayList<>();
        for (Early datagram : waiting) {
            receiveDtls(datagram.path, datagram.bytes, 0, datagram.bytes.length, nowNanos);
        }
    }

    /** Tells that an SRTP or SRTCP packet was authentic: a sign of life for consent. Cheap. */
    public void mediaReceived(long nowNanos) {
        agent.mediaReceived(nowNanos);
        if (agent.hasEvents()) {
            settle(nowNanos);
        }
    }

    /** Does what is due, and takes what the handshake task has made since; also to be called after {@code wakeup}. */
    public void advance(long nowNanos) {
        if (over) {
            return;
        }
        agent.advance(nowNanos);
        if (dtls != null) {
            dtls.advance(nowNanos);
        }
        settle(nowNanos);
    }

    /** Carries between ICE and DTLS what each made, and queues what is for the shell. */
    private void settle(long nowNanos) {
        if (over) {
            return;
        }
        takeEarly(nowNanos);
        takeFromAgent();
        DtlsEndpoint endpoint = dtls;
        if (endpoint != null) {
            agent.likelyPath().ifPresent(path -> endpoint.start(nowNanos));
            takeFromDtls(endpoint);
            judge(endpoint, nowNanos);
        }
        if (!over && agent.state() == IceState.FAILED) {
            fail(RtcEvent.Failed.Reason.ICE_FAILED, "no pair worked within " + options.iceTimeout, nowNanos);
        }
    }

    private void takeFromAgent() {
        for (Optional<IceTransmit> next = agent.pollTransmit(); next.isPresent(); next = agent.pollTransmit()) {
            outputs.add(new Transmit(next.get().path(), next.get().datagram()));
        }
        for (Optional<IceEvent> next = agent.pollEvent(); next.isPresent(); next = agent.pollEvent()) {
            outputs.add(IceEvents.forShell(next.get()));
        }
    }

    private void takeFromDtls(DtlsEndpoint endpoint) {
        for (Optional<byte[]> next = endpoint.pollDatagram(); next.isPresent(); next = endpoint.pollDatagram()) {
            byte[] datagram = next.get();
            pathForDtls().ifPresent(path -> outputs.add(new Transmit(path, datagram)));
        }
    }

    private Optional<NetworkPath> pathForDtls() {
        return agent.selectedPath().or(() -> Optional.ofNullable(dtlsPath)).or(agent::likelyPath);
    }

    private void judge(DtlsEndpoint endpoint, long nowNanos) {
        DtlsState state = endpoint.state();
        if (!connected && (state == DtlsState.CONNECTED || state == DtlsState.CLOSED)) {
            endpoint.keys().ifPresent(keys -> {
                connected = true;
                early = List.of();
                pathForDtls().ifPresent(path -> agent.proven(path, nowNanos));
                takeFromAgent();
                outputs.add(new RtcEvent.DtlsConnected(keys.profile(), keys.inbound(), keys.outbound()));
            });
        }
        if (state == DtlsState.CLOSED) {
            end(nowNanos);
            outputs.add(new RtcEvent.ClosedByPeer());
        } else if (state == DtlsState.FAILED) {
            DtlsFailure failure =
                    endpoint.failure().orElseGet(() -> new DtlsFailure(DtlsFailure.Reason.HANDSHAKE_FAILED, "unknown"));
            fail(reason(failure), failure.detail(), nowNanos);
        }
    }

    private static RtcEvent.Failed.Reason reason(DtlsFailure failure) {
        return switch (failure.reason()) {
            case HANDSHAKE_FAILED -> RtcEvent.Failed.Reason.DTLS_HANDSHAKE_FAILED;
            case TIMEOUT -> RtcEvent.Failed.Reason.DTLS_TIMEOUT;
            case FINGERPRINT_MISMATCH -> RtcEvent.Failed.Reason.FINGERPRINT_MISMATCH;
            case NO_SRTP_PROFILE -> RtcEvent.Failed.Reason.NO_SRTP_PROFILE;
        };
    }

    private void fail(RtcEvent.Failed.Reason reason, String detail, long nowNanos) {
        end(nowNanos);
        outputs.add(new RtcEvent.Failed(reason, detail));
    }

    private void end(long nowNanos) {
        over = true;
        early = List.of();
        if (dtls != null) {
            dtls.close(nowNanos);
            takeFromDtls(dtls);
        }
        agent.close();
        takeFromAgent();
    }

    /** {@return the next output; a {@link Deadline} when there is nothing more} */
    public Output poll() {
        Output next = outputs.poll();
        return next == null ? deadline() : next;
    }

    private Deadline deadline() {
        if (over) {
            return new Deadline(Long.MAX_VALUE, Deadline.Reason.NONE);
        }
        IceTimer timer = agent.timer();
        Deadline deadline = new Deadline(timer.atNanos(), IceEvents.reason(timer.reason()));
        if (dtls != null && dtls.repeatsAt() < deadline.atNanos()) {
            deadline = new Deadline(dtls.repeatsAt(), Deadline.Reason.DTLS_RETRANSMISSION);
        }
        if (dtls != null && dtls.givesUpAt() < deadline.atNanos()) {
            deadline = new Deadline(dtls.givesUpAt(), Deadline.Reason.DTLS_TIMEOUT);
        }
        return deadline;
    }

    /** Closes: close_notify goes out, the handshake task ends, nothing is answered any more. Idempotent. */
    public void close(long nowNanos) {
        if (!over) {
            takeFromAgent();
            end(nowNanos);
        }
    }

    /** {@return where to send media; empty until the first {@link RtcEvent.PathSelected}} */
    public Optional<NetworkPath> selectedPath() {
        return agent.selectedPath();
    }

    /** {@return whether media may be sent: keys are there, a path is selected, consent is fresh, not closed} */
    public boolean mayTransmit() {
        return connected && !over && agent.maySend();
    }

    /** {@return the state of the ICE part} */
    public IceState iceState() {
        return agent.state();
    }

    /** {@return what was seen so far} */
    public TransportCounters counters() {
        return counting.snapshot();
    }

    /**
     * Runs a whole handshake and some SRTP in memory, so that the first join finds loaded and compiled code. Blocks for
     * some 100 ms; for start-up.
     */
    public static void warmUp(LocalCertificate certificate, SecureRandom random, Executor handshakes) {
        WarmUp.run(certificate, random, handshakes);
    }

    /** A DTLS datagram that came before its path was authenticated. */
    private record Early(NetworkPath path, byte[] bytes) {}

    private static final class Counting {
        private long stunAccepted;
        private long stunDropped;
        private long dtlsDatagrams;
        private long dtlsDropped;
        private long otherDropped;

        TransportCounters snapshot() {
            return new TransportCounters(stunAccepted, stunDropped, dtlsDatagrams, dtlsDropped, otherDropped);
        }
    }

    /** Options of a transport. */
    public static final class Builder {
        private final LocalCertificate certificate;
        private final SecureRandom random;
        private final Executor handshakes;
        private IceRole role = IceRole.CONTROLLED;
        private boolean lite;
        private List<IceCandidate> localCandidates = List.of();
        private Optional<IceCredentials> credentials = Optional.empty();
        private List<SrtpProfile> srtpProfiles = List.of(SrtpProfile.values());
        private Optional<Runnable> wakeup = Optional.empty();
        private Duration iceTimeout = Duration.ofSeconds(30);
        private Duration handshakeTimeout = Duration.ofSeconds(30);
        private Duration consentTimeout = Duration.ofSeconds(30);

        private Builder(LocalCertificate certificate, SecureRandom random, Executor handshakes) {
            this.certificate = requireNonNull(certificate, "certificate");
            this.random = requireNonNull(random, "random");
            this.handshakes = requireNonNull(handshakes, "handshakes");
        }

        /** Our ICE role; {@link IceRole#CONTROLLED} (the answerer) unless told. */
        public Builder iceRole(IceRole iceRole) {
            this.role = requireNonNull(iceRole, "iceRole");
            return this;
        }

        /** Be an ICE-lite agent (RFC 8445 section 2.5): answer checks, send none. Off unless told. */
        public Builder iceLite(boolean iceLite) {
            this.lite = iceLite;
            return this;
        }

        /**
         * Local host candidates from which checks are sent to the peer's candidates. None unless told, which suits a
         * server on a public port: it learns the peer's addresses from the peer's checks and checks back.
         */
        public Builder localCandidates(List<IceCandidate> candidates) {
            this.localCandidates = List.copyOf(candidates);
            return this;
        }

        /** Fixed local credentials instead of random ones, for a shell that has put them into SDP already. */
        public Builder localCredentials(IceCredentials localCredentials) {
            this.credentials = Optional.of(localCredentials);
            return this;
        }

        /** SRTP profiles in order of preference; GCM, then CM_80 unless told. */
        public Builder srtpProfiles(List<SrtpProfile> profiles) {
            if (profiles.isEmpty()) {
                throw new IllegalArgumentException("srtpProfiles must not be empty");
            }
            this.srtpProfiles = List.copyOf(profiles);
            return this;
        }

        /**
         * Makes DTLS asynchronous: {@link RtcTransport#receive} only hands over, and {@code wakeup} is called on the handshake's
         * thread when {@link RtcTransport#advance} has something to take. Without it, {@link RtcTransport#receive} waits for the
         * handshake task to have consumed what it got (lockstep), which makes two peers deterministic in one thread.
         */
        public Builder wakeup(Runnable wakeup) {
            this.wakeup = Optional.of(wakeup);
            return this;
        }

        /** How long ICE may take until {@link RtcEvent.Failed.Reason#ICE_FAILED}; 30 s unless told. */
        public Builder iceTimeout(Duration timeout) {
            this.iceTimeout = positive(timeout, "iceTimeout");
            return this;
        }

        /** How long DTLS may take once ICE has a pair; 30 s unless told. */
        public Builder handshakeTimeout(Duration timeout) {
            this.handshakeTimeout = positive(timeout, "handshakeTimeout");
            return this;
        }

        /** How long consent lasts without a sign of life (RFC 7675: 30 s, as unless told). */
        public Builder consentTimeout(Duration timeout) {
            this.consentTimeout = positive(timeout, "consentTimeout");
            return this;
        }

        private static Duration positive(Duration timeout, String option) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException(option + " must be positive");
            }
            return timeout;
        }

        /** Builds; nothing happens before {@link RtcTransport#start} but answers to correctly keyed checks. */
        public RtcTransport build() {
            return new RtcTransport(this);
        }
    }
}
