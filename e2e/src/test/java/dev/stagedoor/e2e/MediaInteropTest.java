package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.e2e.foreign.FfmpegPublisher;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.Firefox;
import dev.stagedoor.e2e.harness.OpenHouse;
import dev.stagedoor.e2e.harness.RawClient;
import dev.stagedoor.e2e.harness.Visitor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The media server alone behind the JDK's HTTP server, with every peer that can be had. */
@Tag("browser")
@Tag("native")
class MediaInteropTest {

    private static final List<String> HEARD_AND_SEEN = List.of("frames", "packets");

    private static OpenHouse house;
    private static Chromium chromium;

    private String name;

    @BeforeAll
    static void start() {
        house = OpenHouse.start();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (house != null) {
            house.close();
        }
    }

    @BeforeEach
    void takeAFreshName() {
        name = UUID.randomUUID().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "H264", "VP9", "AV1"})
    void chromium_publishes_and_chromium_sees_and_hears(String codec) {
        try (Visitor publisher = visitor("publisher-" + codec);
                Visitor viewer = visitor("viewer-" + codec)) {
            RawClient.publish(publisher, house.whipUrl(name), "key", codec);

            play(viewer);

            viewer.awaitMoreFrames(60);
            viewer.awaitSound();
        }
    }

    @Test
    void ffmpeg_publishes_and_chromium_sees_and_hears() {
        try (FfmpegPublisher ffmpeg = FfmpegPublisher.publish(house.whipUrl(name), "key", 20);
                Visitor viewer = visitor("viewer-of-ffmpeg")) {
            Await.until("a publisher", Visitor.PATIENCE, () -> {
                assertThat(ffmpeg.isRunning()).as(ffmpeg.said()).isTrue();
                return house.media().isLive(name);
            });
            play(viewer);

            viewer.awaitMoreFrames(100);
            viewer.awaitSound();
            assertThat(ffmpeg.awaitEnd(30)).as(ffmpeg.said()).isZero();
        }
    }

    @Test
    void firefox_publishes_vp8_and_chromium_sees() {
        try (Firefox firefox = Firefox.start();
                Visitor viewer = visitor("viewer-of-firefox")) {
            firefox.open(house.address().toString());
            assertThat(firefox.evaluate(RawClient.publishing(house.whipUrl(name), "key", "VP8"))
                            .asInt())
                    .isEqualTo(201);

            play(viewer);

            viewer.awaitMoreFrames(60);
        }
    }

    @Test
    void chromium_publishes_and_firefox_sees_and_hears() {
        try (Visitor publisher = visitor("publisher-for-firefox");
                Firefox firefox = Firefox.start()) {
            RawClient.publish(publisher, house.whipUrl(name), "key", "VP8");
            firefox.beforeEachPage(Visitor.REMEMBER_CONNECTIONS);
            firefox.open(house.address().toString());
            assertThat(firefox.evaluate(RawClient.playing(house.whepUrl(name), "token"))
                            .asInt())
                    .isEqualTo(201);

            JsonNode seen = Await.until(
                    "pictures and sound",
                    Visitor.PATIENCE,
                    () -> firefox.evaluate(Visitor.RECEIVED_AS_TEXT),
                    now -> HEARD_AND_SEEN.stream()
                            .allMatch(what -> now.path(what).asInt() > 60));
            assertThat(seen.path("frames").asInt()).isPositive();
        }
    }

    private static Visitor visitor(String who) {
        Visitor visitor = chromium.visitor(who, house.address());
        visitor.open("/");
        return visitor;
    }

    private void play(Visitor viewer) {
        assertThat(RawClient.tryToPlay(viewer, house.whepUrl(name), "token")).isEqualTo(201);
    }
}
