package dev.stagedoor.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.pages.SamplePages.Sample;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RenderingTest {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final int LARGEST_PAGE = 60_000;

    private static String render(Sample sample) {
        StringOutput html = new StringOutput();
        ENGINE.render(sample.template(), sample.page(), html);
        return html.toString();
    }

    private static String render(String name) {
        Sample sample = new SamplePages("/assets/v1").all().get(name);
        assertThat(sample).as(name).isNotNull();
        return render(sample);
    }

    private static long count(String html, String pattern) {
        return Pattern.compile(pattern).matcher(html).results().count();
    }

    @TestFactory
    Stream<DynamicTest> every_page_is_whole() {
        return new SamplePages("/assets/v1")
                .all().entrySet().stream().map(page -> DynamicTest.dynamicTest(page.getKey(), () -> isWhole(page)));
    }

    private static void isWhole(Map.Entry<String, Sample> page) {
        String html = render(page.getValue());
        assertThat(html.stripLeading()).startsWith("<!doctype html>").contains("</html>");
        assertThat(count(html, "<h1[ >]")).as("one h1").isEqualTo(1);
        assertThat(count(html, "<main ")).as("one main").isEqualTo(1);
        assertThat(html).contains("class=\"skip\" href=\"#main\"").contains("name=\"csrf-token\"");
        assertThat(html).as("no inline style").doesNotContain(" style=\"").doesNotContain("<style");
        assertThat(count(html, "<script(?! type=\"module\" src=)"))
                .as("no inline script")
                .isZero();
        assertThat(count(html, "<[^>]* on[a-z]+=\"")).as("no handler attribute").isZero();
        assertThat(count(html, "<form[^>]*method=\"post\"")).isEqualTo(count(html, "name=\"_csrf\""));
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST_PAGE);
        assertIdsAreUnique(html);
        assertAssetsExist(html);
    }

    private static void assertIdsAreUnique(String html) {
        Set<String> seen = new HashSet<>();
        Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .forEach(
                        id -> assertThat(seen.add(id)).as("id %s is unique", id).isTrue());
    }

    private static void assertAssetsExist(String html) {
        Pattern.compile("\"/assets/v1/([^\"#]+)(#([^\"]+))?\"")
                .matcher(html)
                .results()
                .forEach(RenderingTest::assertExists);
    }

    private static void assertExists(MatchResult asset) {
        String content = resource(asset.group(1));
        if (asset.group(3) != null) {
            assertThat(content).as("icon").contains("id=\"" + asset.group(3) + "\"");
        }
    }

    private static String resource(String path) {
        try (InputStream in = RenderingTest.class.getResourceAsStream("/public/" + path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(path, unreadable);
        }
    }

    @Test
    void a_hostile_title_is_text_and_nothing_else() {
        String html = render("stream-hostile");

        assertThat(html).doesNotContain("<script>alert").doesNotContain("\" onload=");
        assertThat(html).contains("&lt;script&gt;alert(1)");
    }

    @Test
    void a_hostile_title_stays_text_in_the_studio_menu_and_in_the_broadcast_page() {
        SamplePages samples = new SamplePages("/assets/v1");
        StreamCard hostile = SamplePages.card("x", SamplePages.HOSTILE, Badge.SCHEDULED, java.time.Duration.ofHours(3));

        String broadcast = render(new Sample(
                "broadcast.jte",
                new BroadcastPage(samples.coach(), hostile, 1, SamplePages.HOSTILE, SamplePages.HOSTILE)));
        String watch = render(new Sample("watch.jte", new WatchPage(samples.member(), hostile)));
        String search = render(new Sample(
                "streams.jte",
                new StreamsPage(
                        samples.anonymous(),
                        StreamsPage.Filter.ALL,
                        SamplePages.HOSTILE,
                        java.util.List.of(),
                        java.util.List.of(),
                        java.util.List.of(),
                        "")));

        assertThat(broadcast + watch + search).doesNotContain("<script>alert").doesNotContain("\" onload=");
    }

    @Test
    void the_pay_button_says_the_price_and_carries_key_and_token() {
        String html = render("stream-reserve");

        assertThat(html).contains("Pay 20 tokens and reserve");
        assertThat(html).contains("name=\"idempotencyKey\" value=\"key-1\"").contains("name=\"price\" value=\"20\"");
    }

    @Test
    void a_password_is_never_sent_back() {
        assertThat(render("login-wrong")).contains("value=\"ana@example.com\"");
        assertThat(count(render("login-wrong"), "type=\"password\"[^>]* value="))
                .isZero();
    }

    @Test
    void errors_stand_in_a_summary_that_links_to_the_fields_and_at_the_fields() {
        String html = render("create-wrong");

        assertThat(html).contains("data-problems").contains("href=\"#time\"");
        assertThat(html).contains("id=\"time-error\"").contains("aria-invalid=\"true\"");
        assertThat(html).contains("value=\"02:30\"");
    }

    @Test
    void the_way_back_after_sign_in_keeps_its_query() {
        assertThat(render("streams-anonymous")).contains("/login?next=%2Fstreams%3Fq%3Da%26status%3Dlive");
    }

    @Test
    void state_is_told_by_a_word_and_a_shape() {
        assertThat(render("streams")).contains("badge-mark").contains("Live").contains("Cancelled");
    }

    @Test
    void times_carry_the_instant_for_the_page_to_keep_current() {
        assertThat(render("stream-reserve"))
                .contains("datetime=\"2026-11-26T06:00:00Z\"")
                .contains("in 10 minutes")
                .contains("07:00 CET");
    }

    @Test
    void all_styles_scripts_and_icons_of_a_page_stay_below_40_kilobytes_on_the_wire() {
        String[] everything = {
            "css/tokens.css",
            "css/app.css",
            "css/stage.css",
            "icons.svg",
            "favicon.svg",
            "js/app.js",
            "js/time.js",
            "js/http.js",
            "js/watch.js",
            "js/beats.js",
            "js/whep.js",
            "js/rtc.js",
            "js/stats.js",
            "js/events.js",
            "js/backoff.js",
            "js/icons.js",
            "js/stay-awake.js"
        };
        int bytes = 0;
        for (String path : everything) {
            bytes += compressed(resource(path));
        }
        bytes += compressed(render("watch"));

        assertThat(bytes).isLessThan(40_000);
    }

    private static int compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.size();
    }

    @Test
    void no_script_builds_html_from_text() {
        for (String script : new String[] {"app", "watch", "broadcast", "stream", "streams", "schedule", "events"}) {
            assertThat(resource("js/" + script + ".js"))
                    .doesNotContain("innerHTML")
                    .doesNotContain("insertAdjacentHTML");
        }
    }
}
