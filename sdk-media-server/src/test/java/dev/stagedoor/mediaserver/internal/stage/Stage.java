package dev.stagedoor.mediaserver.internal.stage;

import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.internal.desk.Agreements;
import dev.stagedoor.mediaserver.internal.desk.Desk;
import dev.stagedoor.mediaserver.internal.desk.Limits;
import dev.stagedoor.mediaserver.internal.desk.MediaThread;
import dev.stagedoor.mediaserver.internal.desk.TransportFactory;
import dev.stagedoor.mediaserver.internal.http.Endpoints;
import dev.stagedoor.mediaserver.internal.router.PacketSink;
import dev.stagedoor.mediaserver.internal.router.RelayEvents;
import dev.stagedoor.mediaserver.internal.router.Router;
import dev.stagedoor.mediaserver.internal.router.RouterOptions;
import dev.stagedoor.mediaserver.internal.router.Taps;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission;
import dev.stagedoor.mediaserver.spi.AdmissionRequest;
import dev.stagedoor.mediaserver.spi.MediaListener;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.ice.Protocol;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A whole media server in one thread on virtual time and a virtual network, with clients that speak real ICE, DTLS and SRTP. */
public final class Stage implements AutoCloseable {
    public static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.10", 7000);
    public static final LocalCertificate CERTIFICATE = LocalCertificate.generate(new SecureRandom());
    private static final long START_NANOS = 1_000_000_000_000L;
    private static final long WALL_SHIFT = 1_763_800_000L * 1_000_000_000L - START_NANOS;

    public final Desk desk;
    public final Router router;
    public final Events events = new Events();
    public final Door door = new Door();
    final SecureRandom random = new SecureRandom();
    final ExecutorService handshakes = Executors.newCachedThreadPool();
    private final Endpoints endpoints;
    private final Deque<Datagram> network = new ArrayDeque<>();
    private final Map<InetSocketAddress, Client> clients = new HashMap<>();
    private Predicate<Datagram> loses = datagram -> false;
    private Consumer<Datagram> wire = datagram -> {};
    private long now = START_NANOS;
    private long tickAt;
    private int nextPort = 20_000;

    public record Datagram(boolean toServer, Protocol protocol, InetSocketAddress client, byte[] bytes) {}

    public Stage() {
        this(RouterOptions.withGrace(Duration.ofSeconds(10)), Limits.DEFAULT, false);
    }

    public Stage(RouterOptions options, Limits limits, boolean strict) {
        this(options, limits, strict, Optional.empty());
    }

    /** A server with a tap. */
    public Stage(Taps taps) {
        this(RouterOptions.withGrace(Duration.ofSeconds(10)), Limits.DEFAULT, false, Optional.of(taps));
    }

    private Stage(RouterOptions options, Limits limits, boolean strict, Optional<Taps> taps) {
        List<IceCandidate> candidates = List.of(IceCandidate.udpHost(SERVER, 100), IceCandidate.tcpPassive(SERVER, 50));
        TransportFactory transports = new TransportFactory(CERTIFICATE, candidates, random, handshakes, true);
        desk = new Desk(limits, new Agreements(List.of("H264", "VP9", "AV1", "VP8")), transports, random, () -> now);
        router = new Router(
                options,
                new RelayEvents(List.of(events), Runnable::run),
                taps,
                new Sink(),
                desk,
                random,
                SERVER,
                WALL_SHIFT);
        desk.connect(new MediaThread(command -> command.run(now)), router);
        endpoints = new Endpoints(door, desk, 64 * 1024, List.of(), strict);
    }

    private final class Sink implements PacketSink {
        @Override
        public void send(NetworkPath path, byte[] packet, int offset, int length) {
            Datagram sent = new Datagram(
                    false, path.protocol(), path.remote(), Arrays.copyOfRange(packet, offset, offset + length));
            wire.accept(sent);
            network.add(sent);
        }

        @Override
        public void release(NetworkPath path) {
            events.released.add(path);
        }
    }

    public long now() {
        return now;
    }

    /** Nanoseconds since 1970 by the server's clock. */
    public long wall() {
        return now + WALL_SHIFT;
    }

    /** Shows everything that the server sends from now on, also what is lost. */
    public void watching(Consumer<Datagram> watcher) {
        wire = watcher;
    }

    /** Packets for which this is true are lost from now on. */
    public void losing(Predicate<Datagram> which) {
        loses = which;
    }

    public Client client() {
        Client client = new Client(this, new InetSocketAddress("198.51.100.7", nextPort++));
        clients.put(client.address(), client);
        return client;
    }

    /** The client is no longer on the network. */
    public void forget(Client client) {
        clients.remove(client.address());
    }

    void toServer(Client from, Protocol protocol, byte[] bytes) {
        network.add(new Datagram(true, protocol, from.address(), bytes));
    }

    /** Throws bytes at the port from a strange address. */
    public void inject(InetSocketAddress from, byte[] bytes) {
        byte[] buffer = Arrays.copyOf(bytes, 2048);
        router.receive(Protocol.UDP, from, buffer, bytes.length, now);
        settle();
    }

    /** Delivers everything that is under way. */
    public void settle() {
        Datagram next;
        while ((next = network.poll()) != null) {
            if (loses.test(next)) {
                continue;
            }
            if (next.toServer()) {
                byte[] buffer = Arrays.copyOf(next.bytes(), 2048);
                router.receive(next.protocol(), next.client(), buffer, next.bytes().length, now);
            } else if (clients.containsKey(next.client())) {
                clients.get(next.client()).receive(next.bytes());
            }
        }
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        long until = now + duration.toNanos();
        while (now < until) {
            now += 1_000_000;
            if (now >= tickAt) {
                long due = router.tick(now);
                tickAt = due == Long.MAX_VALUE ? now + 20_000_000 : due;
            }
            List.copyOf(clients.values()).forEach(Client::advance);
            settle();
        }
    }

    public void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    public EndpointResponse http(String method, String url, Map<String, String> headers, String body) {
        Map<String, List<String>> multi = new HashMap<>();
        headers.forEach((name, value) -> multi.put(name, List.of(value)));
        EndpointResponse response = endpoints.handle(new EndpointRequest(
                method,
                URI.create("https://live.example" + url),
                multi,
                body.getBytes(StandardCharsets.UTF_8),
                new InetSocketAddress("203.0.113.9", 40_000)));
        settle();
        return response;
    }

    @Override
    public void close() {
        router.endAll("the test is over", now);
        settle();
        handshakes.shutdownNow();
    }

    /** Lets everybody in whose token is {@code good-<person>} or {@code good-<person>-<device>}. */
    public static final class Door implements AccessPolicy {
        public boolean broken;

        @Override
        public Admission admitBroadcast(AdmissionRequest request) {
            return admit(request);
        }

        @Override
        public Admission admitViewer(AdmissionRequest request) {
            return admit(request);
        }

        private Admission admit(AdmissionRequest request) {
            if (broken) {
                throw new IllegalStateException("planted");
            }
            if (request.name().equals("nowhere")) {
                return Admission.refused(Admission.Cause.UNKNOWN, "There is no such class.");
            }
            String token = request.credential().orElse("");
            if (token.isEmpty()) {
                return Admission.refused(Admission.Cause.CREDENTIAL_MISSING, "Send a token.");
            }
            String[] parts = token.split("-");
            if (parts[0].equals("other")) {
                return Admission.refused(Admission.Cause.NOT_ALLOWED, "This token is for another class.");
            }
            return parts[0].equals("good")
                    ? Admission.admitted(request.name(), parts[1], parts.length > 2 ? parts[2] : token)
                    : Admission.refused(Admission.Cause.CREDENTIAL_INVALID, "This is not a token.");
        }
    }

    /** Everything that was heard. */
    public static final class Events implements MediaListener {
        public final List<String> heard = new ArrayList<>();
        public final List<NetworkPath> released = new ArrayList<>();

        @Override
        public void publisherConnected(String input) {
            heard.add("connected " + input);
        }

        @Override
        public void mediaFlowing(String input) {
            heard.add("flowing " + input);
        }

        @Override
        public void publisherLost(String input) {
            heard.add("lost " + input);
        }

        @Override
        public void liveInputGone(String input) {
            heard.add("gone " + input);
        }

        @Override
        public void viewerJoined(String input, String person, String device, int people) {
            heard.add("joined " + person + " " + people);
        }

        @Override
        public void viewerLeft(String input, String person, String device, int people) {
            heard.add("left " + person + " " + people);
        }
    }
}
