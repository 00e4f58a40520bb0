package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.Firefox;
import dev.stagedoor.e2e.harness.RawClient;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class FirefoxViewerTest {

    private static final String RECEIVED = """
            async () => {
              const sum = { frames: 0, packets: 0, state: document.querySelector("[data-state]")?.dataset.state ?? "" };
              for (const connection of window.__connections ?? []) {
                for (const one of (await connection.getStats()).values()) {
                  if (one.type !== "inbound-rtp") continue;
                  if (one.kind === "video") sum.frames += one.framesDecoded ?? 0;
                  if (one.kind === "audio") sum.packets += one.packetsReceived ?? 0;
                }
              }
              return JSON.stringify(sum);
            }
            """;

    @Test
    void firefox_watches_a_vp8_class_on_the_watch_page() {
        try (ServerProcess server = ServerProcess.start("firefox");
                Chromium chromium = Chromium.start();
                Visitor publisher = chromium.visitor("firefox-publisher", server);
                Firefox firefox = Firefox.start()) {
            Api coach = Api.coach(server);
            JsonNode created = coach.createClass("For every browser", 1);
            String id = created.path("id").asText();
            coach.post("/api/instructor/streams/" + id + "/start").expect(200);
            publisher.open("/streams");
            RawClient.publish(
                    publisher,
                    created.path("broadcast").path("whipUrl").asText(),
                    created.path("broadcast").path("bearer").asText(),
                    "VP8");
            Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);

            firefox.beforeEachPage(Visitor.REMEMBER_CONNECTIONS);
            firefox.open(server.address() + "/login?next=/streams/" + id);
            firefox.evaluate("""
                    async () => {
                      document.querySelector("[name=email]").value = "ana@example.com";
                      document.querySelector("[name=password]").value = "ana-demo";
                      document.querySelector("main form button[type=submit]").click();
                      return "1";
                    }
                    """);
            Await.until(
                    "ana is signed in",
                    Visitor.PATIENCE,
                    () -> firefox.evaluate("async () => JSON.stringify(location.pathname)")
                            .asText(),
                    path -> path.equals("/streams/" + id));
            firefox.open(server.address() + "/streams/" + id + "/watch");

            JsonNode seen = Await.until(
                    "Firefox decodes pictures and receives sound",
                    Visitor.PATIENCE,
                    () -> firefox.evaluate(RECEIVED),
                    now -> now.path("frames").asInt() > 60
                            && now.path("packets").asInt() > 50);
            assertThat(seen.path("state").asText()).isEqualTo("live");
            firefox.screenshot("firefox-watching");
        }
    }
}
