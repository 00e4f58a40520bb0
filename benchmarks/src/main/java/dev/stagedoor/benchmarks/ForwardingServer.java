package dev.stagedoor.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.mediaserver.MediaServerMetrics;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission;
import dev.stagedoor.mediaserver.spi.AdmissionRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The media server behind the JDK's HTTP server, in a process of its own, so that its CPU time is the server's alone. */
final class ForwardingServer {
    private ForwardingServer() {}

    /** Prints the HTTP port and serves until its standard input ends. */
    public static void main(String[] args) throws IOException {
        MediaServer media = MediaServer.builder(new Everybody())
                .bindAddress(InetAddress.getLoopbackAddress())
                .postRate(10_000, 10_000)
                .build()
                .start();
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        http.setExecutor(Executors.newFixedThreadPool(4));
        http.createContext("/stats", exchange -> write(exchange, 200, stats(media)));
        http.createContext("/", exchange -> serve(media, exchange));
        http.start();
        System.out.println("port " + http.getAddress().getPort());
        int end = System.in.read();
        System.exit(end < 0 ? 0 : 1);
    }

    private static String stats(MediaServer media) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        MediaServerMetrics metrics = media.metrics();
        return system.getProcessCpuTime() + " " + metrics.packetsForwarded() + " " + metrics.packetsReceived() + " "
                + metrics.retransmissions() + " " + metrics.dropped() + " " + media.ready();
    }

    private static void serve(MediaServer media, HttpExchange exchange) throws IOException {
        URI url = URI.create("http://127.0.0.1:" + exchange.getLocalAddress().getPort() + exchange.getRequestURI());
        EndpointResponse response = media.handle(new EndpointRequest(
                exchange.getRequestMethod(),
                url,
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readNBytes(media.maxBodyBytes() + 1),
                exchange.getRemoteAddress()));
        response.headers().forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
        exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
        exchange.close();
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Lets the bearer of any token in, as the person that it names. */
    private static final class Everybody implements AccessPolicy {
        @Override
        public Admission admitBroadcast(AdmissionRequest request) {
            return admit(request);
        }

        @Override
        public Admission admitViewer(AdmissionRequest request) {
            return admit(request);
        }

        private static Admission admit(AdmissionRequest request) {
            String who = request.credential().orElse("nobody");
            return Admission.admitted(request.name(), who, who);
        }
    }
}
