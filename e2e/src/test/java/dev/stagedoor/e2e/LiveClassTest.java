package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import dev.stagedoor.e2e.harness.Visitor.Received;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job, as people do it: in two isolated profiles, on the pages, with the fake camera. */
@Tag("browser")
class LiveClassTest {

    private static ServerProcess server;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        server = ServerProcess.start("live-class");
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
            assertThat(server.faults()).isEmpty();
        }
    }

    @Test
    void a_coach_goes_live_and_a_member_pays_sees_and_hears_until_the_class_ends_for_everybody() {
        try (Visitor coach = chromium.visitor("main-coach", server);
                Visitor ana = chromium.visitor("main-ana", server)) {
            String id = createOnThePage(coach, "Dawn practice");
            goLive(coach, id);

            Page page = ana.open("/streams");
            ana.screenshot("1-streams");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Dawn practice")))
                    .first()
                    .click();
            page.waitForURL("**/streams/" + id);
            ana.screenshot("2-class");
            page.locator(".ticket-step").getByRole(AriaRole.LINK).first().click();
            People.signIn(page, "ana");
            page.waitForURL("**/streams/" + id + "*");
            int before = People.balance(page);
            ana.screenshot("3-signed-in");
            pay(page, 20);
            page.locator("[data-step=watch]").waitFor();
            assertThat(People.balance(page)).isEqualTo(before - 20);
            ana.screenshot("4-paid");

            page.locator(".ticket-step").getByRole(AriaRole.LINK).first().click();
            page.waitForURL("**/watch");
            page.locator("[data-state=live]").waitFor();
            ana.awaitMoreFrames(40);
            page.locator("[data-unmute]").click();
            Received heard = ana.awaitSound();
            assertThat(heard.audioPackets()).isPositive();
            ana.screenshot("5-watching");
            coach.screenshot("5-on-air");
            assertThat(ana.complaints()).isEmpty();
            assertThat(coach.complaints()).isEmpty();

            end(coach);
            page.locator("[data-state=ended]").waitFor();
            ana.screenshot("6-ended");
            coach.screenshot("6-ended");
            assertThat(Api.anonymous(server)
                            .get("/api/streams/" + id)
                            .expect(200)
                            .path("status")
                            .asText())
                    .isEqualTo("ended");
        }
    }

    @Test
    void a_member_with_too_few_tokens_is_told_what_is_missing() {
        JsonNode created = Api.coach(server).createClass("Strength", 20);
        try (Visitor ben = chromium.visitor("ben", server)) {
            Page page = signedIn(ben, "ben", created.path("id").asText());

            page.locator("[data-step=insufficient-tokens]").waitFor();
            String said = page.locator(".ticket-step").innerText();

            assertThat(said).contains("5").contains("20");
            assertThat(People.balance(page)).isEqualTo(5);
            ben.screenshot("insufficient-tokens");
        }
    }

    @Test
    void pressing_pay_twice_charges_once() {
        String id = Api.coach(server).createClass("Balance", 7).path("id").asText();
        Api carla = Api.anonymous(server).signUp("carla");
        try (Visitor visitor = chromium.visitor("carla", server)) {
            Page page = visitor.open("/login?next=/streams/" + id);
            page.getByLabel("E-mail").fill("carla@example.com");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("carla-password-1");
            People.press(page, "Sign in");
            page.waitForURL("**/streams/" + id + "*");

            payButton(page).dblclick();
            page.locator("[data-step=wait], [data-step=watch]").waitFor();

            assertThat(People.balance(page)).isEqualTo(43);
            assertThat(carla.get("/api/tokens/balance")
                            .expect(200)
                            .path("balance")
                            .asInt())
                    .isEqualTo(43);
        }
    }

    @Test
    void two_payments_sent_at_the_same_time_charge_once() {
        String id = Api.coach(server).createClass("Stretch", 7).path("id").asText();
        Api.anonymous(server).signUp("dora");
        try (Visitor visitor = chromium.visitor("dora", server)) {
            Page page = visitor.open("/login?next=/streams/" + id);
            page.getByLabel("E-mail").fill("dora@example.com");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("dora-password-1");
            People.press(page, "Sign in");
            page.waitForURL("**/streams/" + id + "*");

            page.evaluate("""
                    () => {
                      const form = document.querySelector(".ticket-step form");
                      const body = () => new URLSearchParams(new FormData(form));
                      [1, 2, 3].forEach(() => fetch(form.action, { method: "POST", body: body(), keepalive: true }));
                    }
                    """);
            page.locator("[data-step=wait], [data-step=watch]").waitFor();
            page.reload();

            assertThat(People.balance(page)).isEqualTo(43);
        }
    }

    @Test
    void when_the_publishers_tab_reloads_the_viewer_goes_on() {
        String id = Api.coach(server).createClass("Endurance", 1).path("id").asText();
        try (Visitor coach = chromium.visitor("reload-coach", server);
                Visitor ana = chromium.visitor("reload-ana", server)) {
            People.enterStudio(coach);
            goLive(coach, id);
            watch(ana, "ana", id);
            ana.awaitMoreFrames(20);

            coach.page().reload();
            ana.page().locator("[data-state=reconnecting]").waitFor();
            ana.screenshot("reconnecting");
            resume(coach);

            ana.page().locator("[data-state=live]").waitFor();
            ana.awaitMoreFrames(30);
            ana.screenshot("back");
            end(coach);
        }
    }

    @Test
    void a_viewers_tab_that_reloads_watches_again() {
        String id = Api.coach(server).createClass("Breathing", 1).path("id").asText();
        try (Visitor coach = chromium.visitor("viewer-reload-coach", server);
                Visitor ana = chromium.visitor("viewer-reload-ana", server)) {
            People.enterStudio(coach);
            goLive(coach, id);
            watch(ana, "ana", id);
            ana.awaitMoreFrames(20);

            ana.page().reload();

            ana.page().locator("[data-state=live]").waitFor();
            ana.awaitMoreFrames(20);
            end(coach);
        }
    }

    private static String createOnThePage(Visitor coach, String title) {
        People.enterStudio(coach);
        coach.screenshot("1-studio");
        Page page = coach.open("/instructor/streams/create");
        page.getByLabel("Title").fill(title);
        page.getByLabel("What it is about").fill("Slow and strong.");
        page.getByLabel("Date").fill(LocalDate.now().plusDays(1).toString());
        page.getByLabel("Start", new Page.GetByLabelOptions().setExact(true)).fill("07:30");
        page.getByLabel("Length").fill("45");
        page.getByLabel("Price").fill("20");
        coach.screenshot("2-create");
        People.press(page, "Schedule the class");
        page.waitForURL(Pattern.compile(".*/instructor/streams(?!/create).*"));
        coach.screenshot("3-created");
        return Api.anonymous(server)
                .get("/api/streams?q=" + title.replace(" ", "%20"))
                .expect(200)
                .path("streams")
                .path(0)
                .path("id")
                .asText();
    }

    private static void goLive(Visitor coach, String id) {
        Page page = coach.open("/instructor/streams/" + id + "/broadcast");
        allowDevices(page);
        coach.screenshot("4-green-room");
        People.press(page, "Go live");
        awaitStatus(id, "live");
        page.locator("[data-end]").waitFor();
    }

    private static void resume(Visitor coach) {
        allowDevices(coach.page());
        coach.page().locator("[data-go-live]").click();
    }

    /** The page asks for the devices by itself when the browser remembers the permission. */
    private static void allowDevices(Page page) {
        page.locator("[data-allow]:visible, [data-go-live]:enabled").first().waitFor();
        if (page.locator("[data-allow]").isVisible()) {
            page.locator("[data-allow]").click();
        }
        page.locator("[data-go-live]:enabled").waitFor();
    }

    private static void end(Visitor coach) {
        Page page = coach.page();
        page.locator("[data-end]").click();
        page.locator("[data-end-confirm]").click();
        page.locator("[data-summary]").waitFor();
    }

    private static Page signedIn(Visitor visitor, String name, String id) {
        Page page = visitor.open("/login?next=/streams/" + id);
        People.signIn(page, name);
        page.waitForURL("**/streams/" + id + "*");
        return page;
    }

    private static void watch(Visitor visitor, String name, String id) {
        Page page = signedIn(visitor, name, id);
        payButton(page).click();
        page.locator("[data-step=watch]").waitFor();
        visitor.open("/streams/" + id + "/watch");
        page.locator("[data-state=live]").waitFor();
    }

    private static void pay(Page page, int price) {
        Locator button = payButton(page);
        assertThat(button.innerText()).contains(Integer.toString(price));
        button.click();
    }

    private static Locator payButton(Page page) {
        return page.locator(".ticket-step form button[type=submit]");
    }

    private static void awaitStatus(String id, String status) {
        Await.until(
                "the class is " + status,
                Visitor.PATIENCE,
                () -> Api.anonymous(server)
                        .get("/api/streams/" + id)
                        .expect(200)
                        .path("status")
                        .asText(),
                status::equals);
    }
}
