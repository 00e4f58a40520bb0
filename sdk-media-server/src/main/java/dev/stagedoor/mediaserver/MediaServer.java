package dev.stagedoor.mediaserver;

import dev.stagedoor.mediaserver.internal.Engine;
import dev.stagedoor.mediaserver.internal.desk.Limits;
import dev.stagedoor.mediaserver.internal.router.RouterOptions;
import dev.stagedoor.mediaserver.internal.router.Taps;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.MediaListener;
import dev.stagedoor.mediaserver.spi.MediaTap;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The embedded media server: publishers come in by WHIP (RFC 9725), viewers watch by WHEP, media is forwarded without
 * transcoding. One UDP port, and the same TCP port, carries the media of everybody.
 *
 * <p>HTTP is the application's: hand every request below {@code /whip/} and {@code /whep/} to {@link #handle} and write what
 * it returns. Paths are {@code .../whip/{name}} and {@code .../whip/{name}/{session}}, {@code whep} alike, below any prefix.
 *
 * <p>All methods may be called from any thread. {@link #handle} never waits for the network.
 */
public final class MediaServer implements AutoCloseable {
    private final Builder options;
    private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();
    private volatile boolean closed;

    private MediaServer(Builder options) {
        this.options = options;
    }

    /** Starts to describe a server whose doors are kept by {@code policy}. */
    public static Builder builder(AccessPolicy policy) {
        return new Builder(policy);
    }

    /**
     * Binds the port and starts the media thread. Returns as soon as the port is open; the self check, see {@link #ready}, and
     * the warming of the crypto go on behind it.
     *
     * @return this
     * @throws MediaServerException when the port cannot be bound, when started twice, or after {@link #close}
     */
    public synchronized MediaServer start() {
        if (closed || engine.get() != null) {
            throw new MediaServerException("a media server starts once");
        }
        engine.set(Engine.start(new Engine.Settings(
                options.policy,
                List.copyOf(options.listeners),
                options.taps,
                Optional.ofNullable(options.bindAddress),
                options.port,
                options.iceTcp,
                options.advertised,
                options.iceServers,
                options.videoCodecs,
                options.maxBodyBytes,
                options.strict,
                options.warmUp,
                options.limits,
                RouterOptions.withGrace(options.grace),
                options.clock,
                options.random)));
        return this;
    }

    /** Whether the media thread runs and a datagram to its own port arrived. The warming of the crypto is not waited for. */
    public boolean ready() {
        Engine running = engine.get();
        return running != null && running.ready();
    }

    /**
     * The UDP and TCP port.
     *
     * @throws MediaServerException before {@link #start}
     */
    public int port() {
        return running().port();
    }

    /** The largest body {@link #handle} reads; a longer one is answered with 413. */
    public int maxBodyBytes() {
        return options.maxBodyBytes;
    }

    /** Answers one request for a WHIP or WHEP URL; never throws for what a client sent. */
    public EndpointResponse handle(EndpointRequest request) {
        Engine running = engine.get();
        return running == null
                ? new EndpointResponse(503, List.of(new EndpointResponse.Header("Retry-After", "1")), new byte[0])
                : running.handle(request);
    }

    /** Cuts off every viewer session of this person at this live input: DTLS close_notify, then silence. */
    public void revokePerson(String liveInputId, String person) {
        running().revoke(liveInputId, admitted -> admitted.person().equals(person));
    }

    /** Cuts off the sessions of this device at this live input. */
    public void revokeDevice(String liveInputId, String device) {
        running().revoke(liveInputId, admitted -> admitted.device().equals(device));
    }

    /** Ends a live input: its publisher and all its viewers are cut off. Unknown ids are ignored. */
    public void end(String liveInputId) {
        running().end(liveInputId);
    }

    /** Whether a publisher is there, or may come back within the grace period. */
    public boolean isLive(String liveInputId) {
        return running().isLive(liveInputId);
    }

    /** Counters since start and gauges of now. */
    public MediaServerMetrics metrics() {
        return running().metrics();
    }

    /** All sessions as they are now. */
    public List<SessionSnapshot> sessions() {
        return running().sessions();
    }

    private Engine running() {
        Engine running = engine.get();
        if (running == null) {
            throw new MediaServerException("the media server is not started");
        }
        return running;
    }

    /** Says good-bye to everybody and frees port and thread. A second call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        Engine running = engine.get();
        if (running != null) {
            running.close();
        }
    }

    /** Options of a {@link MediaServer}; every one has a default. */
    public static final class Builder {
        private final AccessPolicy policy;
        private final List<MediaListener> listeners = new ArrayList<>();
        private Optional<Taps> taps = Optional.empty();
        private int port;
        private @Nullable InetAddress bindAddress;
        private boolean iceTcp = true;
        private List<InetAddress> advertised = List.of();
        private List<IceServer> iceServers = List.of();
        private List<String> videoCodecs = List.of("H264", "VP9", "AV1", "VP8");
        private int maxBodyBytes = 64 * 1024;
        private boolean strict;
        private boolean warmUp = true;
        private Duration grace = Duration.ofSeconds(30);
        private Limits limits = Limits.DEFAULT;
        private InstantSource clock = InstantSource.system();
        private SecureRandom random = new SecureRandom();

        private Builder(AccessPolicy policy) {
            this.policy = policy;
        }

        /** The UDP and TCP port, 0 to 65535; 0 (default) lets the system choose. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
            }
            this.port = port;
            return this;
        }

        /** The local address to bind to, such as the loopback address. Default: every address of the machine. */
        public Builder bindAddress(InetAddress address) {
            this.bindAddress = address;
            return this;
        }

        /** Whether clients whose UDP is blocked may connect by TCP (RFC 6544). Default: yes. */
        public Builder iceTcp(boolean enabled) {
            this.iceTcp = enabled;
            return this;
        }

        /** Addresses told to clients before the machine's own, such as a public address behind NAT. Default: none. */
        public Builder advertisedAddresses(InetAddress... addresses) {
            this.advertised = List.of(addresses);
            return this;
        }

        /** STUN and TURN servers told to clients. Default: none. */
        public Builder iceServers(IceServer... servers) {
            this.iceServers = List.of(servers);
            return this;
        }

        /**
         * Video codecs that publishers may use, the preferred first, by their SDP names. A publisher uses the first of them
         * that it offers. Default: H264, VP9, AV1, VP8.
         */
        public Builder videoCodecs(String... names) {
            if (names.length == 0) {
                throw new IllegalArgumentException("videoCodecs must name at least one codec");
            }
            this.videoCodecs = List.of(names);
            return this;
        }

        /** The longest offer or fragment, 1,000 to 1,000,000 bytes. Default 65,536. */
        public Builder maxBodyBytes(int bytes) {
            this.maxBodyBytes = between("maxBodyBytes", bytes, 1_000, 1_000_000);
            return this;
        }

        /**
         * Whether {@code PATCH} must carry the right {@code If-Match} (RFC 9725 section 4.3.1). Default: no, because many
         * clients send none.
         */
        public Builder strictEntityTags(boolean strict) {
            this.strict = strict;
            return this;
        }

        /** Whether the crypto is warmed up behind the start, so that the first viewer joins as fast as others. Default: yes. */
        public Builder warmUp(boolean warmUp) {
            this.warmUp = warmUp;
            return this;
        }

        /** How long viewers wait for a publisher that dropped. Default 30 s; 0 ends the live input at once. */
        public Builder grace(Duration grace) {
            if (grace.isNegative()) {
                throw new IllegalArgumentException("grace must not be negative, was " + grace);
            }
            this.grace = grace;
            return this;
        }

        /** Sessions at once, at least 1. Default 5,000. */
        public Builder maxSessions(int sessions) {
            between("maxSessions", sessions, 1, 1_000_000);
            this.limits = new Limits(
                    sessions,
                    limits.sessionsPerAddress(),
                    limits.pending(),
                    limits.postsPerSecond(),
                    limits.postBurst());
            return this;
        }

        /** Sessions at once from one address, at least 1; many people may sit behind one. Default 2,000. */
        public Builder maxSessionsPerAddress(int sessions) {
            between("maxSessionsPerAddress", sessions, 1, 1_000_000);
            this.limits = new Limits(
                    limits.sessions(), sessions, limits.pending(), limits.postsPerSecond(), limits.postBurst());
            return this;
        }

        /** Sessions at once that were answered and are not connected yet, at least 1. Default 512. */
        public Builder maxPendingSessions(int sessions) {
            between("maxPendingSessions", sessions, 1, 1_000_000);
            this.limits = new Limits(
                    limits.sessions(),
                    limits.sessionsPerAddress(),
                    sessions,
                    limits.postsPerSecond(),
                    limits.postBurst());
            return this;
        }

        /** POSTs from one address: {@code perSecond} on average, {@code burst} at once. Default 50 and 500. */
        public Builder postRate(int perSecond, int burst) {
            between("postRate perSecond", perSecond, 1, 1_000_000);
            between("postRate burst", burst, 1, 1_000_000);
            this.limits =
                    new Limits(limits.sessions(), limits.sessionsPerAddress(), limits.pending(), perSecond, burst);
            return this;
        }

        /** Adds a listener. */
        public Builder listener(MediaListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Sets who gets copies of what is published, such as a recorder. Default: nobody.
         *
         * @param executor runs the tap's calls; those for one live input one after the other, those for several at once if it
         *     has several threads
         */
        public Builder tap(MediaTap tap, Executor executor) {
            this.taps = Optional.of(new Taps(tap, executor));
            return this;
        }

        /** Tells the time of day. Default: the system's clock. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Makes ids and keys. Default: the system's. */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        private static int between(String option, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(option + " must be " + least + " to " + most + ", was " + value);
            }
            return value;
        }

        /** Builds the server; nothing is bound before {@link MediaServer#start}. */
        public MediaServer build() {
            return new MediaServer(this);
        }
    }
}
