package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages through a server that knows videos, many of which share their {@code created}. */
class VideoPagingTest {
    /** What is not known of the service: whether bounds include their own moment, and to what they are cut. */
    enum Bounds {
        INCLUSIVE(ChronoUnit.MICROS, true),
        EXCLUSIVE(ChronoUnit.MICROS, false),
        INCLUSIVE_MILLIS(ChronoUnit.MILLIS, true),
        EXCLUSIVE_SECONDS(ChronoUnit.SECONDS, false);

        private final ChronoUnit precision;
        private final boolean inclusive;

        Bounds(ChronoUnit precision, boolean inclusive) {
            this.precision = precision;
            this.inclusive = inclusive;
        }

        boolean lets(Instant created, Instant start, Instant end) {
            Instant from = start.truncatedTo(precision);
            Instant to = end.truncatedTo(precision);
            return inclusive
                    ? !created.isBefore(from) && !created.isAfter(to)
                    : created.isAfter(from) && created.isBefore(to);
        }
    }

    private record Stored(String uid, Instant created) {}

    private final List<Stored> stored = new ArrayList<>();
    private Bounds bounds = Bounds.INCLUSIVE;
    private int calls;
    private HttpServer server;
    private CloudflareStream stream;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        stream = CloudflareStream.builder(StreamTest.ACCOUNT, StreamTest.TOKEN)
                .baseUrl(URI.create("http://localhost:" + server.getAddress().getPort()))
                .callLimit(100_000, Duration.ofSeconds(1))
                .build();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource(Bounds.class)
    void every_video_comes_once_and_in_order_whatever_bounds_mean(Bounds meaning) {
        bounds = meaning;
        for (int seed = 0; seed < 20; seed++) {
            store(new Random(seed), 40);
            int limit = 1 + seed % 7;
            boolean ascending = seed % 2 == 0;

            List<String> seen = stream.videos()
                    .all(VideoQuery.builder().limit(limit).ascending(ascending).build())
                    .map(Video::uid)
                    .toList();

            assertThat(seen).as("seed %d", seed).isEqualTo(sorted(ascending));
        }
    }

    @Test
    void a_thousand_videos_of_one_moment_take_one_page_of_a_thousand() {
        Instant moment = Instant.parse("2026-11-22T09:00:00.123456Z");
        IntStream.range(0, 999).forEach(i -> stored.add(new Stored("v" + i, moment)));
        stored.add(new Stored("older", moment.minusSeconds(5)));

        assertThat(stream.videos().all(VideoQuery.all())).hasSize(1000);
    }

    @Test
    void more_videos_of_one_moment_than_a_page_holds_are_a_fault_and_not_a_loss() {
        Instant moment = Instant.parse("2026-11-22T09:00:00.123456Z");
        IntStream.range(0, 1001).forEach(i -> stored.add(new Stored("v" + i, moment)));

        assertThatThrownBy(() -> stream.videos().all(VideoQuery.all()).count())
                .isInstanceOf(CloudflareStreamException.class)
                .hasMessageContaining("close to each other");
    }

    @Test
    void a_video_that_is_deleted_meanwhile_costs_no_other() {
        store(new Random(3), 30);
        List<String> expected = sorted(false);
        List<String> seen = new ArrayList<>();

        VideoPage page = stream.videos().list(VideoQuery.builder().limit(4).build());
        while (true) {
            page.videos().forEach(video -> seen.add(video.uid()));
            if (page.next().isEmpty()) {
                break;
            }
            stored.removeIf(video -> video.uid().equals(seen.get(seen.size() - 1)));
            page = stream.videos().list(page.next().get());
        }

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void few_videos_take_one_call() {
        store(new Random(1), 5);

        assertThat(stream.videos().all(VideoQuery.all())).hasSize(5);
        assertThat(calls).isEqualTo(1);
    }

    private void store(Random random, int count) {
        stored.clear();
        Instant start = Instant.parse("2026-11-22T09:00:00Z");
        for (int i = 0; i < count; i++) {
            Instant created = start.plus(random.nextInt(8) * 250_000L, ChronoUnit.MICROS);
            stored.add(new Stored(
                    "v" + i,
                    random.nextBoolean() ? created : created.plus(random.nextInt(999_999), ChronoUnit.MICROS)));
        }
    }

    private List<String> sorted(boolean ascending) {
        return stored.stream().sorted(order(ascending)).map(Stored::uid).toList();
    }

    private static Comparator<Stored> order(boolean ascending) {
        Comparator<Stored> byTime = Comparator.comparing(Stored::created).thenComparing(Stored::uid);
        return ascending ? byTime : byTime.reversed();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls++;
        Map<String, String> query = query(exchange.getRequestURI());
        Instant start = Instant.parse(query.getOrDefault("start", "1970-01-01T00:00:00Z"));
        Instant end = Instant.parse(query.getOrDefault("end", "2100-01-01T00:00:00Z"));
        String videos = stored.stream()
                .filter(video -> bounds.lets(video.created(), start, end))
                .sorted(order(query.containsKey("asc")))
                .limit(Integer.parseInt(query.getOrDefault("limit", "1000")))
                .map(video -> "{\"uid\":\"" + video.uid() + "\",\"created\":\"" + video.created() + "\"}")
                .collect(Collectors.joining(","));
        byte[] body = StreamTest.success("[" + videos + "]").getBytes(StandardCharsets.UTF_8);
        // this server waits for an acknowledgement between head and body otherwise, 40 ms for each answer
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
