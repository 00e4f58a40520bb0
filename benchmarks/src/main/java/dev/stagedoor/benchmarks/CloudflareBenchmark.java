package dev.stagedoor.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.cloudflare.stream.CloudflareStream;
import dev.stagedoor.cloudflare.stream.TokenClaims;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * What the typed client of Cloudflare Stream costs beside the same call by the JDK's bare client, in turns against one server on loopback; and viewers' tokens for
 * each second of one core, beside bare RSA signatures.
 */
final class CloudflareBenchmark {

    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    private static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String PATH = "/client/v4/accounts/" + ACCOUNT + "/stream/" + UID;
    private static final int WARM_UP = 10_000;
    private static final int TURNS = 12_000;
    private static final int SIGNATURES = 1_000;
    private static final int SIGNING_WARM_UP = 2_000;
    private static final int AUDIENCE = 10_000;
    private static final Duration JOINING = Duration.ofSeconds(30);
    private static final int STEP_SECONDS = 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] VIDEO = ("{\"result\":{\"uid\":\"" + UID
                    + "\",\"status\":{\"state\":\"ready\",\"pctComplete\":\"100.000000\",\"errorReasonCode\":\"\","
                    + "\"errorReasonText\":\"\"},\"readyToStream\":true,\"duration\":3600.5,\"size\":123456789,\"input\":{\"width\":1280,\"height\":720},"
                    + "\"playback\":{\"hls\":\"https://customer-abc123def456.cloudflarestream.com/" + UID
                    + "/manifest/video.m3u8\",\"dash\":"
                    + "\"https://customer-abc123def456.cloudflarestream.com/" + UID
                    + "/manifest/video.mpd\"},\"meta\":{\"name\":\"class\"},"
                    + "\"creator\":\"stagedoor\",\"created\":\"2026-11-22T09:15:02.123456Z\",\"modified\":\"2026-11-22T09:15:02.123456Z\","
                    + "\"uploaded\":\"2026-11-22T09:15:02.123456Z\",\"requireSignedURLs\":true,\"allowedOrigins\":[]},\"success\":true,\"errors\":[],\"messages\":[]}")
            .getBytes(StandardCharsets.UTF_8);

    private CloudflareBenchmark() {}

    static void run() {
        calls();
        System.out.println();
        tokens();
    }

    private static void calls() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", CloudflareBenchmark::answer);
            server.start();
            try {
                compare(URI.create("http://localhost:" + server.getAddress().getPort()));
            } finally {
                server.stop(0);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, VIDEO.length);
            exchange.getResponseBody().write(VIDEO);
        }
    }

    private static void compare(URI server) {
        HttpClient http = HttpClient.newHttpClient();
        CloudflareStream stream = CloudflareStream.builder(ACCOUNT, "token")
                .baseUrl(server.resolve("/client/v4"))
                .http(http)
                .callLimit(100_000, Duration.ofSeconds(1))
                .build();
        ObjectMapper mapper = new ObjectMapper();
        List<Contender> contenders = List.of(
                new Contender("bare java.net.http, body as bytes", () -> bare(http, server)),
                new Contender("the same, body as a tree of Jackson", () -> tree(mapper, bare(http, server))),
                new Contender("typed client, body as a Video", () -> typed(stream)));
        takeTurns(contenders, WARM_UP);
        contenders.forEach(Contender::forget);
        takeTurns(contenders, TURNS);
        Contender typed = contenders.get(2);
        Table table = new Table(
                "GET of a video, one client, kept connection",
                "us a call, p50",
                "typed / this",
                "bytes allocated by the caller, p50",
                "typed / this");
        for (Contender contender : contenders) {
            table.row(
                    contender.name,
                    one(contender.micros()),
                    Figures.ratio(typed.micros(), contender.micros()),
                    zero(contender.bytes()),
                    Figures.ratio(typed.bytes(), contender.bytes()));
        }
        System.out.print(table);
    }

    /** One call each, in an order that changes, so that all see the same machine and nobody always follows the same one. */
    private static void takeTurns(List<Contender> contenders, int turns) {
        for (int turn = 0; turn < turns; turn++) {
            for (int place = 0; place < contenders.size(); place++) {
                contenders.get((turn + place) % contenders.size()).call();
            }
        }
    }

    /** One of those that are compared, and what its calls have cost. */
    private static final class Contender {
        private final String name;
        private final Runnable work;
        private final List<Double> micros = new ArrayList<>();
        private final List<Double> bytes = new ArrayList<>();

        Contender(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        void call() {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            work.run();
            long end = System.nanoTime();
            bytes.add((double) (THREADS.getCurrentThreadAllocatedBytes() - allocated));
            micros.add((end - begin) / 1e3);
        }

        void forget() {
            micros.clear();
            bytes.clear();
        }

        double micros() {
            return Figures.of(micros).p50();
        }

        double bytes() {
            return Figures.of(bytes).p50();
        }
    }

    private static void typed(CloudflareStream stream) {
        if (stream.videos().find(UID).isEmpty()) {
            throw new IllegalStateException("there is no video");
        }
    }

    private static byte[] bare(HttpClient http, URI server) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(PATH))
                .timeout(Duration.ofSeconds(30))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer token")
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void tree(ObjectMapper mapper, byte[] body) {
        try {
            if (mapper.readTree(body).path("result").path("uid").isMissingNode()) {
                throw new IllegalStateException("there is no video");
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String one(double value) {
        return Figures.oneDecimal(value);
    }

    private static String zero(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static void tokens() {
        KeyPair pair = pair();
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        Instant now = Instant.parse("2026-11-22T09:00:00Z");
        ViewerTokens tokens = ViewerTokens.of("benchmark", key, InstantSource.fixed(now));
        Instant ends = now.plus(Duration.ofHours(2));
        sign(pair, SIGNING_WARM_UP);
        distinct(tokens, ends.minus(Duration.ofHours(1)), SIGNING_WARM_UP);
        double bare = perSecond(SIGNATURES, () -> sign(pair, SIGNATURES));
        double distinct = perSecond(SIGNATURES, () -> distinct(tokens, ends, SIGNATURES));
        double audience = perSecond(AUDIENCE, () -> audience(tokens, ends.plus(Duration.ofHours(1))));
        System.out.print(new Table("viewers' tokens, RSA-2048", "a second of one core")
                .row("bare signatures of the JDK", zero(bare))
                .row("tokens, each with other claims", zero(distinct))
                .row(
                        "tokens of " + AUDIENCE + " people who join within " + JOINING.toSeconds()
                                + " s, expiries rounded to " + STEP_SECONDS + " s",
                        zero(audience)));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void sign(KeyPair pair, int times) {
        try {
            for (int i = 0; i < times; i++) {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(pair.getPrivate());
                signature.update(VIDEO, 0, 200);
                signature.sign();
            }
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void distinct(ViewerTokens tokens, Instant ends, int times) {
        for (int i = 0; i < times; i++) {
            tokens.sign(TokenClaims.of(UID, ends.plusSeconds(i)));
        }
    }

    private static void audience(ViewerTokens tokens, Instant ends) {
        for (int i = 0; i < AUDIENCE; i++) {
            long joined = JOINING.toSeconds() * i / AUDIENCE;
            tokens.sign(TokenClaims.of(UID, ends.plusSeconds(joined / STEP_SECONDS * STEP_SECONDS)));
        }
    }

    /** By the processor's time of this thread, which a busy machine does not change. */
    private static double perSecond(int times, Runnable work) {
        long begin = THREADS.getCurrentThreadCpuTime();
        work.run();
        return times * 1e9 / (THREADS.getCurrentThreadCpuTime() - begin);
    }
}
