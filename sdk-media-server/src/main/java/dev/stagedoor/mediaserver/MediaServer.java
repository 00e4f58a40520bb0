package dev.stagedoor.mediaserver;

import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.MediaListener;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

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
    private final AtomicBoolean closed = new AtomicBoolean();

    private MediaServer(Builder options) {
        this.options = options;
    }

    /** Starts to describe a server whose doors are kept by {@code policy}. */
    public static Builder builder(AccessPolicy policy) {
        return new Builder(policy);
    }

    /**
     * Binds the port and starts the media thread. Returns at once; the crypto is warmed up on another thread.
     *
     * @throws MediaServerException when the port cannot be bound, or after {@link #close}
     */
    public MediaServer start() {
        throw new MediaServerException("not there yet");
    }

    /** Whether the media thread runs and its self check passed. */
    public boolean ready() {
        return false;
    }

    /** The UDP and TCP port, also when 0 was asked for. */
    public int port() {
        return options.port;
    }

    /** The largest body {@link #handle} reads; a longer one is answered with 413. */
    public int maxBodyBytes() {
        return options.maxBodyBytes;
    }

    /** Answers one request for a WHIP or WHEP URL; never throws for what a client sent. */
    public EndpointResponse handle(EndpointRequest request) {
        return new EndpointResponse(503, List.of(), new byte[0]);
    }

    /** Cuts off every viewer session of this person at this live input: DTLS close_notify, then silence. */
    public int revoke(String liveInputId, String person) {
        return 0;
    }

    /** Cuts off one viewer session; unknown ids are ignored. */
    public boolean revokeSession(String viewerSessionId) {
        return false;
    }

    /** Ends a live input: its publisher and all its viewers are cut off. Unknown ids are ignored. */
    public void end(String liveInputId) {}

    /** Counters since start. */
    public MediaServerMetrics metrics() {
        throw new MediaServerException("not there yet");
    }

    /** All sessions as they are now. */
    public List<SessionSnapshot> sessions() {
        return List.of();
    }

    /** Says good-bye to everybody and frees port and thread. A second call does nothing. */
    @Override
    public void close() {
        closed.set(true);
    }

    /** Options of a {@link MediaServer}; every one has a default. */
    public static final class Builder {
        final AccessPolicy policy;
        int port;
        int maxBodyBytes = 64 * 1024;
        Duration grace = Duration.ofSeconds(30);
        List<InetAddress> advertised = List.of();
        final List<MediaListener> listeners = new ArrayList<>();

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

        /** Addresses told to clients before the machine's own, such as a public address behind NAT. Default: none. */
        public Builder advertisedAddresses(InetAddress... addresses) {
            advertised = List.of(addresses);
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

        /** Adds a listener. */
        public Builder listener(MediaListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Builds the server; nothing is bound before {@link MediaServer#start}. */
        public MediaServer build() {
            return new MediaServer(this);
        }
    }
}
