package dev.stagedoor.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission;
import dev.stagedoor.mediaserver.spi.AdmissionRequest;
import dev.stagedoor.mediaserver.spi.MediaListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** WHIP and WHEP of the media host, over the embedded media server. Who may come in has been decided before. */
final class WebRtcDoor implements MediaListener, AutoCloseable {
    /** How long an input refuses publishers after one was lost without a good-bye. */
    private static final Duration LOCKED = Duration.ofSeconds(45);

    private static final String WHIP = "http://localhost/whip/";
    private static final String WHEP = "http://localhost/whep/";
    private static final String NOT_LIVE = "Live broadcast has not started yet";

    private final MediaState state;
    private final MediaServer server;
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> lockedUntil = new ConcurrentHashMap<>();
    private final Set<String> saidGoodbye = ConcurrentHashMap.newKeySet();
    private final AtomicLong devices = new AtomicLong();

    WebRtcDoor(MediaState state, int port) {
        this.state = state;
        this.server = MediaServer.builder(new Everybody())
                .port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .clock(state.clock())
                .listener(this)
                .build()
                .start();
    }

    private final class Everybody implements AccessPolicy {
        @Override
        public Admission admitBroadcast(AdmissionRequest request) {
            return Admission.admitted(request.name(), "publisher", "publisher");
        }

        @Override
        public Admission admitViewer(AdmissionRequest request) {
            String device = Long.toString(devices.incrementAndGet());
            return Admission.admitted(request.name(), device, device);
        }
    }

    /** @param rest of the path behind {@code /webRTC/publish} */
    void publish(HttpExchange exchange, String uid, String rest) throws IOException {
        boolean begins = exchange.getRequestMethod().equals("POST");
        if (begins && isLocked(uid)) {
            MediaAnswer.text(exchange, 409, "Another broadcast is, or was a moment ago, on this live input");
            return;
        }
        boolean ends = exchange.getRequestMethod().equals("DELETE");
        if (ends) {
            saidGoodbye.add(uid);
        }
        carry(exchange, WHIP + uid + rest);
        if (ends) {
            server.end(uid);
            // the connection may have been closed before the good-bye came
            lockedUntil.remove(uid);
        }
    }

    private boolean isLocked(String uid) {
        Instant until = lockedUntil.get(uid);
        return live.contains(uid) || until != null && state.clock().instant().isBefore(until);
    }

    /** @param rest of the path behind {@code /webRTC/play} */
    void play(HttpExchange exchange, String uid, String rest) throws IOException {
        if (exchange.getRequestMethod().equals("POST") && !live.contains(uid)) {
            MediaAnswer.text(exchange, 409, NOT_LIVE);
            return;
        }
        carry(exchange, WHEP + uid + rest);
    }

    private void carry(HttpExchange exchange, String url) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(server.maxBodyBytes() + 1);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
        EndpointResponse response = server.handle(new EndpointRequest(
                exchange.getRequestMethod(), URI.create(url), headers, body, exchange.getRemoteAddress()));
        for (EndpointResponse.Header header : response.headers()) {
            if (header.name().equalsIgnoreCase("Location")) {
                exchange.getResponseHeaders().add("Location", location(exchange, header.value()));
            } else if (!header.name().toLowerCase(java.util.Locale.ROOT).startsWith("access-control-")) {
                exchange.getResponseHeaders().add(header.name(), header.value());
            }
        }
        MediaAnswer.send(exchange, response.status(), "", response.body());
    }

    /** The session below the address that was asked, without the host. */
    private static String location(HttpExchange exchange, String session) {
        String path = exchange.getRequestURI().getRawPath();
        return path + session.substring(session.lastIndexOf('/'));
    }

    void cut(String uid) {
        saidGoodbye.add(uid);
        server.end(uid);
    }

    @Override
    public void mediaFlowing(String uid) {
        saidGoodbye.remove(uid);
        lockedUntil.remove(uid);
        live.add(uid);
        state.publisherConnected(uid);
    }

    @Override
    public void publisherLost(String uid) {
        gone(uid);
        if (!saidGoodbye.remove(uid)) {
            lockedUntil.put(uid, state.clock().instant().plus(LOCKED));
        }
    }

    @Override
    public void liveInputGone(String uid) {
        gone(uid);
    }

    private void gone(String uid) {
        if (live.remove(uid)) {
            state.publisherGone(uid);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
