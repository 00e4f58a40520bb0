package dev.stagedoor.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.server.pages.TimeTeller;
import dev.stagedoor.server.pages.When;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagesTest {
    private static final Path PICTURES = Path.of("target", "screenshots", "pages");
    private static final int LARGEST_PAGE = 100_000;

    private static ServerProcess server;
    private static Chromium chromium;
    private static String open;
    private static String reserved;
    private static final Map<String, String> SIGNED_IN = new LinkedHashMap<>();

    /** How somebody looks at the pages. */
    private enum Device {
        PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
        DESKTOP_LIGHT(1280, 800, ColorScheme.LIGHT),
        DESKTOP_DARK(1280, 800, ColorScheme.DARK),
        PHONE_DARK(390, 844, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Device(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }

        Browser.NewContextOptions options() {
            return new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme)
                    .setLocale("en-GB")
                    .setTimezoneId("Europe/Berlin")
                    .setReducedMotion(ReducedMotion.REDUCE);
        }
    }

    @BeforeAll
    static void open_the_house() {
        server = ServerProcess.start("pages");
        chromium = Chromium.start();
        Api coach = Api.coach(server);
        open = coach.createClass("Breathing for busy people", 20).path("id").asText();
        reserved = coach.createClass("Donaudampfschifffahrtsgesellschaftskapitänsfrühgymnastik", 15)
                .path("id")
                .asText();
        Api.member(server, "ana").post("/api/streams/" + reserved + "/enroll").expect(201);
        for (String name : List.of("ana", "ben")) {
            remember(name, page -> {
                page.navigate(address("/login"));
                People.signIn(page, name);
                page.waitForURL("**/streams");
            });
        }
        remember("coach", page -> {
            page.navigate(address("/instructor/login"));
            page.getByLabel("E-mail").fill("coach@example.com");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("coach-demo");
            page.getByLabel("Instructor access token").fill("instructor-demo");
            People.press(page, "Open the studio");
            page.waitForURL("**/instructor/streams");
        });
    }

    @AfterAll
    static void close_the_house() {
        chromium.close();
        server.close();
    }

    private interface Visit {
        void at(Page page);
    }

    private static void remember(String name, Visit signIn) {
        try (BrowserContext context = chromium.browser().newContext(Device.DESKTOP_LIGHT.options())) {
            signIn.at(context.newPage());
            SIGNED_IN.put(name, context.storageState());
        }
    }

    private static BrowserContext context(String who, Browser.NewContextOptions options) {
        String state = SIGNED_IN.get(who);
        return chromium.browser().newContext(state == null ? options : options.setStorageState(state));
    }

    private static String address(String path) {
        return server.address().resolve(path).toString();
    }

    /** All pages by name, each with who looks at it. */
    private static Map<String, String[]> pages() {
        Map<String, String[]> pages = new LinkedHashMap<>();
        pages.put("streams", new String[] {"nobody", "/streams"});
        pages.put("streams-none-live", new String[] {"nobody", "/streams?status=live"});
        pages.put(
                "streams-none-found", new String[] {"nobody", "/streams?q=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"});
        pages.put("stream-sign-in", new String[] {"nobody", "/streams/" + open});
        pages.put("login", new String[] {"nobody", "/login?next=/streams/" + open});
        pages.put("signup", new String[] {"nobody", "/login?mode=signup"});
        pages.put("instructor-login", new String[] {"nobody", "/instructor/login"});
        pages.put("workouts", new String[] {"nobody", "/workouts"});
        pages.put("not-found", new String[] {"nobody", "/streams/nowhere"});
        pages.put("stream-reserve", new String[] {"ana", "/streams/" + open});
        pages.put("stream-wait", new String[] {"ana", "/streams/" + reserved});
        pages.put("stream-leave", new String[] {"ana", "/streams/" + reserved + "/leave"});
        pages.put("watch-waiting", new String[] {"ana", "/streams/" + reserved + "/watch"});
        pages.put("me", new String[] {"ana", "/me"});
        pages.put("stream-insufficient", new String[] {"ben", "/streams/" + open});
        pages.put("me-empty", new String[] {"ben", "/me"});
        pages.put("studio-stranger", new String[] {"ben", "/instructor/streams"});
        pages.put("stream-teach", new String[] {"coach", "/streams/" + open});
        pages.put("instructor-streams", new String[] {"coach", "/instructor/streams"});
        pages.put("instructor-none", new String[] {"coach", "/instructor/streams?status=cancelled&q=zumba"});
        pages.put("create", new String[] {"coach", "/instructor/streams/create"});
        pages.put("duplicate", new String[] {"coach", "/instructor/streams/create?from=" + open});
        pages.put("edit", new String[] {"coach", "/instructor/streams/" + reserved + "/edit"});
        pages.put("cancel", new String[] {"coach", "/instructor/streams/" + reserved + "/cancel"});
        pages.put("broadcast", new String[] {"coach", "/instructor/streams/" + open + "/broadcast"});
        return pages;
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "DESKTOP_DARK"})
    void every_page_fits_and_is_accessible(Device device) {
        List<String> complaints = new ArrayList<>();
        for (String who : List.of("nobody", "ana", "ben", "coach")) {
            try (BrowserContext context = context(who, device.options())) {
                pages().forEach((name, page) -> {
                    if (page[0].equals(who)) {
                        complaints.addAll(look(context, device, name, page[1]));
                    }
                });
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static List<String> look(BrowserContext context, Device device, String name, String path) {
        List<String> complaints = new CopyOnWriteArrayList<>();
        try (Page page = context.newPage()) {
            page.onPageError(error -> complaints.add(name + ": script error " + error));
            page.onConsoleMessage(message -> listen(message, name, complaints));
            page.navigate(address(path));
            page.locator("h1")
                    .first()
                    .waitFor(new Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
            for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
                complaints.add(name + " on " + device + ": " + rule.getId() + " "
                        + rule.getNodes().get(0).getHtml());
            }
            if (overflows(page)) {
                complaints.add(name + " is wider than " + device);
            }
            String file = name + "-" + device.name().toLowerCase(java.util.Locale.ROOT) + ".png";
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)).setFullPage(true));
        }
        return complaints;
    }

    private static void listen(ConsoleMessage message, String name, List<String> complaints) {
        boolean expected = message.text().contains("status of 404")
                || message.text().contains("status of 403")
                || message.text().contains("status of 409");
        if (message.type().equals("error") && !expected) {
            complaints.add(name + ": console " + message.text());
        }
    }

    private static boolean overflows(Page page) {
        return (Boolean) page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth");
    }

    @Test
    void every_page_fits_320_pixels_and_200_percent_and_right_to_left() {
        List<String> tooWide = new ArrayList<>();
        for (String who : List.of("nobody", "ana", "ben", "coach")) {
            try (BrowserContext context = context(who, Device.PHONE_LIGHT.options())) {
                Page page = context.newPage();
                pages().forEach((name, entry) -> {
                    if (entry[0].equals(who)) {
                        page.setViewportSize(320, 640);
                        page.navigate(address(entry[1]));
                        check(page, name + " at 320 px", tooWide);
                        page.setViewportSize(640, 400);
                        check(page, name + " at 200 %", tooWide);
                        page.evaluate("() => (document.documentElement.dir = 'rtl')");
                        page.setViewportSize(390, 844);
                        check(page, name + " right to left", tooWide);
                    }
                });
            }
        }
        assertThat(tooWide).isEmpty();
    }

    private static void check(Page page, String what, List<String> tooWide) {
        if (overflows(page)) {
            tooWide.add(what);
        }
    }

    @Test
    void without_scripts_a_person_signs_in_reserves_and_gives_the_seat_back() {
        Api.anonymous(server).signUp("nora");
        try (BrowserContext context =
                chromium.browser().newContext(Device.PHONE_LIGHT.options().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(address("/streams/" + open));
            page.locator(".ticket-step a").first().click();
            page.getByLabel("E-mail").fill("nora@example.com");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("wrong");
            People.press(page, "Sign in");
            assertThat(page.locator("[data-problems]").innerText()).contains("do not fit together");
            assertThat(page.getByLabel("E-mail").inputValue()).isEqualTo("nora@example.com");

            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("nora-password-1");
            People.press(page, "Sign in");
            People.press(page, "Pay 20 tokens and reserve");
            assertThat(page.locator("[data-notice]").innerText()).contains("Your seat is reserved");
            assertThat(People.balance(page)).isEqualTo(30);

            page.getByText("Cancel my seat").click();
            People.press(page, "Give back my seat");
            assertThat(page.locator("[data-notice]").innerText()).contains("tokens are back");
            assertThat(People.balance(page)).isEqualTo(50);
        }
    }

    @Test
    void a_form_with_mistakes_keeps_what_was_typed_and_its_summary_takes_focus() {
        try (BrowserContext context = context("coach", Device.DESKTOP_LIGHT.options())) {
            Page page = context.newPage();
            page.navigate(address("/instructor/streams/create"));
            page.evaluate("() => document.querySelector('[data-schedule]').submit()");
            page.locator("[data-problems]").waitFor();
            assertThat(page.evaluate("() => document.activeElement.hasAttribute('data-problems')"))
                    .isEqualTo(true);
            assertThat(page.locator("#title-error").innerText()).contains("Give the class a title");
            assertThat(page.locator("#durationMinutes").inputValue()).isEqualTo("45");
        }
    }

    @Test
    void the_start_is_checked_while_it_is_typed() {
        try (BrowserContext context = context("coach", Device.DESKTOP_LIGHT.options())) {
            Page page = context.newPage();
            page.navigate(address("/instructor/streams/create"));
            page.locator("#zone").selectOption("Europe/Berlin");
            page.locator("#date").fill("2027-03-28");
            page.locator("#time").fill("02:30");
            page.locator("#time-error:has-text('does not exist')").waitFor();

            page.locator("#date").fill("2027-10-31");
            page.locator("[data-preview]:has-text('comes twice')").waitFor();
            assertThat(page.locator("#time-error").innerText()).isEmpty();

            page.locator("#zone").selectOption("America/New_York");
            page.locator("[data-preview]:has-text('where you are')").waitFor();
        }
    }

    @Test
    void the_chosen_theme_comes_from_the_server_so_that_nothing_flashes() {
        try (BrowserContext context = context("ana", Device.DESKTOP_LIGHT.options())) {
            Page page = context.newPage();
            page.navigate(address("/streams"));
            page.locator("[data-theme-switch]").click();
            Response again = page.navigate(address("/me"));

            assertThat(again.text()).contains("data-theme=\"dark\"");
            assertThat(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(20, 17, 15)");
        }
    }

    @Test
    void the_page_is_walked_by_keyboard() {
        try (BrowserContext context = context("coach", Device.DESKTOP_LIGHT.options())) {
            Page page = context.newPage();
            page.navigate(address("/instructor/streams"));
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");

            page.locator("tr[data-class='" + reserved + "'] .menu summary").focus();
            page.keyboard().press("Enter");
            page.keyboard().press("ArrowUp");
            assertThat(page.evaluate("() => document.activeElement.textContent.trim()"))
                    .isEqualTo("Delete");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-dialog]").innerText())
                    .contains("Delete “Donaudampf")
                    .contains("1 person has a seat and loses it, and 15 tokens go back");
            page.keyboard().press("Escape");
            assertThat(page.locator("[data-dialog]").isVisible()).isFalse();
            assertThat(page.evaluate("() => document.activeElement.tagName")).isEqualTo("SUMMARY");
        }
    }

    @Test
    void the_balance_falls_in_every_open_page_at_once() {
        Api.anonymous(server).signUp("olaf");
        try (BrowserContext context = chromium.browser().newContext(Device.DESKTOP_LIGHT.options())) {
            Page one = context.newPage();
            one.navigate(address("/login"));
            one.getByLabel("E-mail").fill("olaf@example.com");
            one.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("olaf-password-1");
            People.press(one, "Sign in");
            one.waitForURL("**/streams");
            Page two = context.newPage();
            two.navigate(address("/streams/" + open));
            People.press(two, "Pay 20 tokens and reserve");
            two.locator("[data-step=wait]").waitFor();

            one.locator("[data-balance='30']").waitFor();
        }
    }

    @Test
    void being_offline_is_said_and_taken_back() {
        try (BrowserContext context = context("nobody", Device.PHONE_LIGHT.options())) {
            Page page = context.newPage();
            page.navigate(address("/streams"));
            context.setOffline(true);
            page.locator("[data-offline]:has-text('You are offline')").waitFor();
            context.setOffline(false);
            page.locator("[data-offline]")
                    .waitFor(new Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
        }
    }

    @Test
    void the_player_page_weighs_less_than_100_kilobytes() {
        try (BrowserContext context = context("ana", Device.PHONE_LIGHT.options())) {
            Page page = context.newPage();
            Map<String, Integer> sizes = new LinkedHashMap<>();
            page.onRequestFinished(request -> {
                if (!request.url().contains("/api/")) {
                    sizes.put(request.url(), request.sizes().responseBodySize);
                }
            });
            page.navigate(address("/streams/" + reserved + "/watch"));
            page.locator("[data-curtain-heading]:has-text('not started')").waitFor();

            assertThat(sizes).as("files").hasSizeGreaterThan(10);
            assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum())
                    .as("bytes of %s", sizes)
                    .isLessThan(LARGEST_PAGE);
        }
    }

    @Test
    void page_and_server_tell_times_in_the_same_words() {
        Instant now = Instant.parse("2026-10-24T21:50:10Z");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeTeller teller = new TimeTeller(InstantSource.fixed(now), berlin);
        List<Duration> distances = new ArrayList<>();
        for (long seconds = 1; seconds < Duration.ofDays(500).toSeconds(); seconds = seconds * 5 / 4 + 7) {
            distances.add(Duration.ofSeconds(seconds));
            distances.add(Duration.ofSeconds(-seconds));
        }
        try (BrowserContext context = context("nobody", Device.PHONE_LIGHT.options())) {
            Page page = context.newPage();
            page.navigate(address("/streams"));
            for (Duration distance : distances) {
                When when = teller.when(now.plus(distance));
                Object told = page.evaluate(
                        """
                        async ([instant, now, zone]) => {
                          const time = await import(document.body.dataset.assets + '/js/time.js');
                          return [time.relative(instant, now, zone), time.clock(instant, zone), time.day(instant, now, zone)].join('|');
                        }
                        """,
                        List.of((double) when.instant().toEpochMilli(), (double) now.toEpochMilli(), berlin.getId()));
                assertThat(told)
                        .as("%s from now", distance)
                        .isEqualTo(when.relative() + "|" + when.clock() + "|" + when.day());
            }
        }
    }
}
