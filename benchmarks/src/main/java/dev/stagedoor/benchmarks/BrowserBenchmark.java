package dev.stagedoor.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.benchmarks.MeasuringPage.Source;
import dev.stagedoor.benchmarks.MeasuringPage.Watched;
import dev.stagedoor.benchmarks.MeasuringPage.Way;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Join time (POST of the viewer's offer to the first picture shown) and glass to glass (a clock drawn into the picture,
 * read back from the pixels) in Chromium through the server, beside two peers in one page with no server between them.
 * The two are measured in turns, so their ratio is what counts.
 */
final class BrowserBenchmark {

    private static final int ROUNDS = 3;
    private static final int JOINS_PER_ROUND = 10;
    private static final int WARM_UP_MS = 3_000;
    private static final int WATCH_MS = 8_000;
    private static final URI NOWHERE = URI.create("http://localhost:8080");

    private final List<Double> limitJoins = new ArrayList<>();
    private final List<Double> limitAges = new ArrayList<>();
    private final List<Double> joins = new ArrayList<>();
    private final List<Double> ages = new ArrayList<>();
    private final Source source;
    private String codec = "?";
    private int unreadable;
    private int lost;

    private BrowserBenchmark(Source source) {
        this.source = source;
    }

    /** Measures the limit alone, which needs no server. */
    static void limit() {
        try (Chromium chromium = Chromium.start()) {
            for (Source source : sources()) {
                BrowserBenchmark benchmark = new BrowserBenchmark(source);
                benchmark.measure(chromium, NOWHERE, Optional.empty());
                benchmark.print(chromium.version());
            }
        }
    }

    /** Measures the limit and the server in turns. */
    static void run() {
        try (Chromium chromium = Chromium.start();
                ServerProcess server = Product.start("bench-browser")) {
            for (Source source : sources()) {
                BrowserBenchmark benchmark = new BrowserBenchmark(source);
                benchmark.measure(chromium, server.address(), Optional.of(Broadcast.of(server)));
                benchmark.print(chromium.version());
            }
        }
    }

    private static List<Source> sources() {
        return List.of(new Source(false, "VP8"), new Source(true, "VP8"), new Source(true, "H264"));
    }

    private void measure(Chromium chromium, URI origin, Optional<Broadcast> broadcast) {
        try (MeasuringPage page = MeasuringPage.open(chromium, origin, source)) {
            for (int round = 0; round < ROUNDS; round++) {
                limitJoins.addAll(page.joins(Way.inPage(), JOINS_PER_ROUND));
                limitAges.addAll(watch(page, Way.inPage()));
                if (broadcast.isPresent()) {
                    measureServer(page, broadcast.get());
                }
            }
        }
    }

    private void measureServer(MeasuringPage page, Broadcast broadcast) {
        page.publish(broadcast.whipUrl(), broadcast.bearer());
        joins.addAll(page.joins(broadcast.viewer(), JOINS_PER_ROUND));
        ages.addAll(watch(page, broadcast.viewer()));
        page.unpublish();
    }

    private List<Double> watch(MeasuringPage page, Way way) {
        Watched watched = page.watch(way, WARM_UP_MS, WATCH_MS);
        codec = watched.codec();
        unreadable += watched.unreadable();
        lost += watched.lost();
        return watched.ages();
    }

    private void print(String version) {
        System.out.println(version + ", " + codec + (source.sound() ? " with sound" : " without sound")
                + ", 640x360 at 30/s; unreadable pictures " + unreadable + ", lost packets " + lost);
        Table table = new Table("", "join p50 ms", "join p95 ms", "glass p50 ms", "glass p95 ms", "n");
        Figures limitJoin = Figures.of(limitJoins);
        Figures limitAge = Figures.of(limitAges);
        addRow(table, "two peers in one page (limit)", limitJoin, limitAge);
        if (!joins.isEmpty()) {
            Figures join = Figures.of(joins);
            Figures age = Figures.of(ages);
            addRow(table, "through the server", join, age);
            table.row(
                    "ratio",
                    Figures.ratio(join.p50(), limitJoin.p50()),
                    Figures.ratio(join.p95(), limitJoin.p95()),
                    Figures.ratio(age.p50(), limitAge.p50()),
                    Figures.ratio(age.p95(), limitAge.p95()),
                    "");
            table.row("goal, at most", "2.00", "2.00", "1.50", "2.00", "");
        }
        System.out.println(table);
    }

    private static void addRow(Table table, String name, Figures join, Figures age) {
        table.row(
                name,
                Figures.oneDecimal(join.p50()),
                Figures.oneDecimal(join.p95()),
                Figures.oneDecimal(age.p50()),
                Figures.oneDecimal(age.p95()),
                join.count() + ", " + age.count());
    }

    /** A class on air and one seat in it. */
    private record Broadcast(String whipUrl, String bearer, Way viewer) {

        static Broadcast of(ServerProcess server) {
            Api coach = Api.coach(server);
            JsonNode created = coach.createClass("Measured class", 1);
            String id = created.path("id").asText();
            coach.post("/api/instructor/streams/" + id + "/start").expect(200);
            Api ana = Api.member(server, "ana");
            ana.post("/api/streams/" + id + "/enroll").expect(201);
            JsonNode watch = ana.post("/api/streams/" + id + "/watch").expect(200);
            JsonNode broadcast = created.path("broadcast");
            return new Broadcast(
                    broadcast.path("whipUrl").asText(),
                    broadcast.path("bearer").asText(),
                    Way.byWhep(
                            watch.path("whepUrl").asText(), watch.path("token").asText()));
        }
    }
}
