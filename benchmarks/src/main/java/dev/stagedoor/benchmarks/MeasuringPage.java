package dev.stagedoor.benchmarks;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.stagedoor.e2e.harness.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page that publishes a clock, watches it and tells how old the picture is. */
final class MeasuringPage implements AutoCloseable {

    private static final int LONGEST_MS = 120_000;

    private final Page page;

    private MeasuringPage(Page page) {
        this.page = page;
    }

    /** Opens the page as if the given origin served it, with a source of the given kind. */
    static MeasuringPage open(Chromium chromium, URI origin, Source source) {
        Page page = chromium.browser().newContext().newPage();
        page.setDefaultTimeout(LONGEST_MS);
        String address = origin.resolve("/measuring-page").toString();
        page.route(
                address,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(html())));
        page.navigate(address);
        page.evaluate("([sound, codec]) => bench.prepare(sound, codec)", List.of(source.sound(), source.codec()));
        return new MeasuringPage(page);
    }

    void publish(String url, String bearer) {
        page.evaluate("([url, bearer]) => bench.publish(url, bearer)", List.of(url, bearer));
    }

    void unpublish() {
        page.evaluate("() => bench.unpublish()");
    }

    List<Double> joins(Way way, int times) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            values.add(((Number) page.evaluate("given => bench.timeJoin(" + way.script() + ")", way.given()))
                    .doubleValue());
        }
        return values;
    }

    Watched watch(Way way, int warmUpMs, int forMs) {
        Object answer = page.evaluate(
                "given => bench.ages(" + way.script() + ", " + warmUpMs + ", " + forMs + ")", way.given());
        if (!(answer instanceof Map<?, ?> map) || !(map.get("ages") instanceof List<?> ages)) {
            throw new IllegalStateException("the page measured nothing: " + answer);
        }
        List<Double> values =
                ages.stream().map(age -> ((Number) age).doubleValue()).toList();
        return new Watched(values, String.valueOf(map.get("codec")), number(map, "unreadable"), number(map, "lost"));
    }

    @Override
    public void close() {
        page.context().close();
    }

    private static int number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number.intValue() : 0;
    }

    private static String html() {
        try (InputStream in = MeasuringPage.class.getResourceAsStream("measure.html")) {
            if (in == null) {
                throw new IllegalStateException("measure.html is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is published: the clock, with or without a tone, in a codec. */
    record Source(boolean sound, String codec) {}

    /** How a viewer joins: a script of the page and what it is given. */
    record Way(String script, List<String> given) {

        static Way inPage() {
            return new Way("() => bench.joinInPage()", List.of());
        }

        static Way byWhep(String url, String token) {
            return new Way("() => bench.joinByWhep(given[0], given[1])", List.of(url, token));
        }
    }

    /** Ages of the pictures in milliseconds, and what was used. */
    record Watched(List<Double> ages, String codec, int unreadable, int lost) {}
}
