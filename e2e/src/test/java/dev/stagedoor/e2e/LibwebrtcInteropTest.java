package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.e2e.foreign.DesktopPeer;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.OpenHouse;
import dev.stagedoor.e2e.harness.RawClient;
import dev.stagedoor.e2e.harness.Visitor;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** libwebrtc on the desktop publishes to the media server and plays from it. */
@Tag("browser")
@Tag("native")
class LibwebrtcInteropTest {

    private static OpenHouse house;
    private static Chromium chromium;

    private final String name = UUID.randomUUID().toString();

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

    @Test
    void libwebrtc_publishes_and_chromium_sees_and_hears() {
        try (DesktopPeer publisher = DesktopPeer.publish(house.whipUrl(name), "key");
                Visitor viewer = visitor("viewer-of-libwebrtc")) {
            assertThat(RawClient.tryToPlay(viewer, house.whepUrl(name), "token"))
                    .isEqualTo(201);

            viewer.awaitMoreFrames(60);
            viewer.awaitSound();
            assertThat(publisher.frames()).isZero();
        }
    }

    @Test
    void chromium_publishes_and_libwebrtc_sees_and_hears() {
        try (Visitor publisher = visitor("publisher-for-libwebrtc")) {
            RawClient.publish(publisher, house.whipUrl(name), "key", "VP8");

            try (DesktopPeer player = DesktopPeer.play(house.whepUrl(name), "token")) {
                Await.until("pictures", Visitor.PATIENCE, player::frames, frames -> frames > 60);
                Await.until("sound", Visitor.PATIENCE, player::loudSamples, samples -> samples > 1000);
            }
        }
    }

    @Test
    void libwebrtc_publishes_and_libwebrtc_sees() {
        try (DesktopPeer publisher = DesktopPeer.publish(house.whipUrl(name), "key");
                DesktopPeer player = DesktopPeer.play(house.whepUrl(name), "token")) {
            Await.until("pictures", Visitor.PATIENCE, player::frames, frames -> frames > 60);
            assertThat(publisher.frames()).isZero();
        }
    }

    private static Visitor visitor(String who) {
        Visitor visitor = chromium.visitor(who, house.address());
        visitor.open("/");
        return visitor;
    }
}
