package dev.stagedoor.e2e.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission;
import dev.stagedoor.mediaserver.spi.AdmissionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The embedded media server alone, carried by the JDK's own HTTP server, with doors that let everybody in: what any HTTP
 * server can do, and the media path without the product around it.
 */
public final class OpenHouse implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final byte[] PAGE =
            "<!doctype html><html lang=en><title>Open house</title>".getBytes(StandardCharsets.UTF_8);

    private final MediaServer media;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private OpenHouse(MediaServer media, HttpServer http) {
        this.media = media;
        this.http = http;
    }

    /** Starts both on ports of their own. */
    public static OpenHouse start() {
        // Without it the JDK's server answers small POSTs some 40 ms late; read once, when the server class loads.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            MediaServer media = MediaServer.builder(new Everybody())
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .build()
                    .start();
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OpenHouse house = new OpenHouse(media, http);
            http.setExecutor(house.threads);
            http.createContext("/whip/", house::answer);
            http.createContext("/whep/", house::answer);
            http.createContext("/", OpenHouse::page);
            http.start();
            Await.until("the media server is ready", READY_WITHIN, media::ready);
            return house;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where pages are served. */
    public URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    /** Where to publish. */
    public String whipUrl(String name) {
        return address() + "/whip/" + name;
    }

    /** Where to watch. */
    public String whepUrl(String name) {
        return address() + "/whep/" + name;
    }

    /** The media server itself. */
    public MediaServer media() {
        return media;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        media.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(media.maxBodyBytes() + 1);
            EndpointResponse response = media.handle(new EndpointRequest(
                    exchange.getRequestMethod(),
                    address().resolve(exchange.getRequestURI()),
                    exchange.getRequestHeaders(),
                    body,
                    exchange.getRemoteAddress()));
            response.headers().forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
            exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
        }
    }

    private static final class Everybody implements AccessPolicy {

        @Override
        public Admission admitBroadcast(AdmissionRequest request) {
            return Admission.admitted(request.name(), "instructor", "studio");
        }

        @Override
        public Admission admitViewer(AdmissionRequest request) {
            String somebody = UUID.randomUUID().toString();
            return Admission.admitted(request.name(), somebody, somebody);
        }
    }
}
