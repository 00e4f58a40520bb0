package dev.stagedoor.mediaserver.internal;

import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.IceServer;
import dev.stagedoor.mediaserver.MediaServerException;
import dev.stagedoor.mediaserver.MediaServerMetrics;
import dev.stagedoor.mediaserver.SessionSnapshot;
import dev.stagedoor.mediaserver.internal.desk.Agreements;
import dev.stagedoor.mediaserver.internal.desk.Desk;
import dev.stagedoor.mediaserver.internal.desk.Limits;
import dev.stagedoor.mediaserver.internal.desk.MediaThread;
import dev.stagedoor.mediaserver.internal.desk.TransportFactory;
import dev.stagedoor.mediaserver.internal.http.Endpoints;
import dev.stagedoor.mediaserver.internal.net.HostAddresses;
import dev.stagedoor.mediaserver.internal.net.MediaPort;
import dev.stagedoor.mediaserver.internal.router.RelayEvents;
import dev.stagedoor.mediaserver.internal.router.Router;
import dev.stagedoor.mediaserver.internal.router.RouterOptions;
import dev.stagedoor.mediaserver.internal.router.Taps;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.mediaserver.spi.MediaListener;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running media server: the port with its thread, the router, the desk and the endpoints. */
public final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final long GOOD_BYE_SECONDS = 2;

    private final MediaPort port;
    private final Router router;
    private final MediaRuntime runtime;
    private final Desk desk;
    private final MediaThread thread;
    private final Endpoints endpoints;
    private final ExecutorService handshakes;
    private final ExecutorService listeners;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Everything a server is told. */
    public record Settings(
            AccessPolicy policy,
            List<MediaListener> listeners,
            Optional<Taps> taps,
            Optional<InetAddress> bindAddress,
            int port,
            boolean iceTcp,
            List<InetAddress> advertised,
            List<IceServer> iceServers,
            List<String> videoCodecs,
            int maxBodyBytes,
            boolean strict,
            boolean warmUp,
            Limits limits,
            RouterOptions router,
            InstantSource clock,
            SecureRandom random) {}

    private Engine(Settings settings, MediaPort port, LocalCertificate certificate, LongSupplier nanos) {
        this.port = port;
        this.handshakes = Executors.newCachedThreadPool(daemons("stagedoor-handshake-"));
        this.listeners = Executors.newSingleThreadExecutor(daemons("stagedoor-media-events-"));
        List<IceCandidate> candidates = candidates(settings, port.local());
        log.info(
                "media port {} ({}), candidates {}",
                port.local().getPort(),
                settings.iceTcp() ? "UDP and TCP" : "UDP",
                candidates.stream()
                        .map(candidate -> candidate.protocol() + " "
                                + candidate.address().getAddress().getHostAddress())
                        .toList());
        TransportFactory transports =
                new TransportFactory(certificate, candidates, settings.random(), handshakes, false);
        this.desk = new Desk(
                settings.limits(), new Agreements(settings.videoCodecs()), transports, settings.random(), nanos);
        this.router = new Router(
                settings.router(),
                new RelayEvents(settings.listeners(), listeners),
                settings.taps(),
                port,
                desk,
                settings.random(),
                port.local(),
                wallNanos(settings.clock().instant()) - nanos.getAsLong());
        this.runtime = new MediaRuntime(router);
        this.thread = new MediaThread(port::execute);
        desk.connect(thread, router);
        this.endpoints = new Endpoints(
                settings.policy(), desk, settings.maxBodyBytes(), settings.iceServers(), settings.strict());
    }

    private static long wallNanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Binds and starts. */
    public static Engine start(Settings settings) {
        long origin = System.nanoTime() - 1_000_000_000L;
        LongSupplier nanos = () -> System.nanoTime() - origin;
        MediaPort port = bind(settings, nanos);
        LocalCertificate certificate = LocalCertificate.generate(settings.random());
        Engine engine = new Engine(settings, port, certificate, nanos);
        port.start(engine.runtime);
        engine.prepare(settings, certificate);
        return engine;
    }

    private static MediaPort bind(Settings settings, LongSupplier nanos) {
        try {
            return MediaPort.bind(settings.bindAddress().orElse(null), settings.port(), settings.iceTcp(), nanos);
        } catch (IOException e) {
            throw new MediaServerException("media port " + settings.port() + " cannot be bound: " + e.getMessage(), e);
        }
    }

    private static List<IceCandidate> candidates(Settings settings, InetSocketAddress local) {
        List<InetAddress> addresses = HostAddresses.of(settings.advertised(), local.getAddress());
        List<IceCandidate> candidates = new ArrayList<>();
        int preference = 65535;
        for (InetAddress address : addresses) {
            candidates.add(IceCandidate.udpHost(new InetSocketAddress(address, local.getPort()), preference--));
        }
        if (settings.iceTcp()) {
            for (InetAddress address : addresses) {
                candidates.add(IceCandidate.tcpPassive(new InetSocketAddress(address, local.getPort()), preference--));
            }
        }
        return candidates;
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void prepare(Settings settings, LocalCertificate certificate) {
        handshakes.execute(() -> {
            try {
                selfCheck();
                if (settings.warmUp()) {
                    RtcTransport.warmUp(certificate, settings.random(), handshakes);
                    desk.warmUp();
                }
            } catch (RuntimeException fault) {
                log.error("the media server's preparation failed", fault);
            }
        });
    }

    /** A datagram to ourselves must arrive; says so in the log when it does not. */
    private void selfCheck() {
        InetAddress bound = port.local().getAddress();
        InetAddress target = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 20 && !runtime.heard() && !closed.get(); i++) {
                socket.send(new DatagramPacket(
                        new byte[16], 16, target, port.local().getPort()));
                thread.ask(now -> now);
            }
        } catch (IOException e) {
            log.warn(
                    "the self check of media port {} could not send",
                    port.local().getPort(),
                    e);
        }
        if (!runtime.heard() && !closed.get()) {
            log.warn(
                    "media port {} does not hear datagrams from this machine: is UDP blocked?",
                    port.local().getPort());
        }
    }

    /** Whether the port hears. */
    public boolean ready() {
        return runtime.heard() && !closed.get();
    }

    /** The bound port. */
    public int port() {
        return port.local().getPort();
    }

    /** Answers a request. */
    public EndpointResponse handle(EndpointRequest request) {
        return endpoints.handle(request);
    }

    /** Cuts viewers off. */
    public void revoke(String liveInputId, Predicate<Admitted> whose) {
        desk.running(liveInputId).ifPresent(relay -> thread.run(now -> router.revoke(relay, whose, now)));
    }

    /** Ends a live input. */
    public void end(String liveInputId) {
        desk.running(liveInputId).ifPresent(relay -> thread.run(now -> router.end(relay, "ended", now)));
    }

    /** Whether a live input has, or had within the grace period, a publisher. */
    public boolean isLive(String liveInputId) {
        return desk.running(liveInputId)
                .filter(relay -> relay.published().live())
                .isPresent();
    }

    /** Counters and gauges. */
    public MediaServerMetrics metrics() {
        Map<String, Long> refusals = desk.refusals();
        int pending = desk.pending();
        return thread.ask(now -> router.metrics(refusals, pending))
                .orElseThrow(() -> new MediaServerException("the media thread does not answer"));
    }

    /** Sessions. */
    public List<SessionSnapshot> sessions() {
        return thread.ask(router::snapshots).orElse(List.of());
    }

    /** Stops everything. */
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        thread.run(now -> router.endAll("the server stops", now));
        await(port.stop());
        handshakes.shutdownNow();
        listeners.shutdown();
    }

    private static void await(CompletableFuture<Void> stopped) {
        try {
            stopped.get(GOOD_BYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the media thread did not stop in time", e);
        }
    }
}
