package dev.stagedoor.recorder.whep;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.webrtc.HttpTransport;
import dev.stagedoor.webrtc.headless.ClientState;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to a WHEP endpoint and hands on what it plays, for a recorder: for media that does not come through a server of ours. It waits while nobody publishes
 * (409 or 404), comes back after each loss with a fresh address, and ends only when it is closed, or when the endpoint refuses for good; then {@link #isOver}
 * is true and another one may be started.
 *
 * <p>May be used from any thread. Addresses are never logged: they are credentials.
 */
public final class WhepSource implements AutoCloseable {
    /** How long media may be away, with the connection up, before that counts as an interruption. */
    public static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final WhepPlayer player;
    private final TrackGate gate;

    private WhepSource(Builder builder) {
        this.gate = new TrackGate(builder.sink);
        InstantSource clock = builder.clock;
        WhepPlayer.Builder options = WhepPlayer.builder(builder.endpoints)
                .retryWhenNotFound(true)
                .pauses(FIRST_PAUSE, LONGEST_PAUSE)
                .onFrame(frame -> gate.frame(frame, nanos(clock.instant())))
                .onClock(gate::clock)
                .onState(state -> {
                    if (state != ClientState.LIVE) {
                        gate.interrupt(nanos(clock.instant()));
                    }
                });
        if (builder.http != null) {
            options.http(builder.http);
        }
        if (builder.localAddress != null) {
            options.localAddress(builder.localAddress);
        }
        this.player = options.start(builder.loop);
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    /**
     * @param endpoints gives a WHEP address before each attempt to connect, on a thread that may block
     * @param sink takes what is received
     * @param loop drives it
     * @return a description; {@link Builder#start} subscribes
     */
    public static Builder builder(Supplier<URI> endpoints, WhepSink sink, RtcLoop loop) {
        return new Builder(endpoints, sink, loop);
    }

    /** Asks the publisher for a key frame; not every publisher listens. */
    public void requestKeyFrame() {
        player.requestKeyFrame();
    }

    /**
     * Tells the sink of an interruption when nothing has come for {@link #SILENCE}. Call it about once a second.
     *
     * @param now by the source's clock
     */
    public void look(Instant now) {
        gate.look(nanos(now));
    }

    /** {@return whether it has ended, because it was closed or the endpoint refused for good, such as with 401} */
    public boolean isOver() {
        return player.state() == ClientState.CLOSED;
    }

    /** Ends the subscription; waits at most 3 s for the server's goodbye. A second call does nothing. */
    @Override
    public void close() {
        player.close();
    }

    /** Options of a subscription. */
    public static final class Builder {
        private final Supplier<URI> endpoints;
        private final WhepSink sink;
        private final RtcLoop loop;
        private InstantSource clock = InstantSource.system();
        private @Nullable HttpTransport http;
        private @Nullable InetAddress localAddress;

        private Builder(Supplier<URI> endpoints, WhepSink sink, RtcLoop loop) {
            this.endpoints = requireNonNull(endpoints, "endpoints");
            this.sink = requireNonNull(sink, "sink");
            this.loop = requireNonNull(loop, "loop");
        }

        /** Tells when frames arrive. Default: the system's clock. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /** Carries WHEP's requests. Default: the JDK's client. */
        public Builder http(HttpTransport transport) {
            http = transport;
            return this;
        }

        /** The address to announce. Default: the one that the network uses towards the endpoint. */
        public Builder localAddress(InetAddress address) {
            localAddress = address;
            return this;
        }

        /** Subscribes; returns at once. */
        public WhepSource start() {
            return new WhepSource(this);
        }
    }
}
