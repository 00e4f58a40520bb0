package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MediaUrlsTest {
    private static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private final MediaUrls urls = MediaUrls.of("abc123def456");

    @Test
    void everything_is_below_the_customers_host() {
        String host = "https://customer-abc123def456.cloudflarestream.com/" + UID;

        assertThat(urls.hls(UID)).hasToString(host + "/manifest/video.m3u8");
        assertThat(urls.dash(UID)).hasToString(host + "/manifest/video.mpd");
        assertThat(urls.whep(UID)).hasToString(host + "/webRTC/play");
        assertThat(urls.iframe(UID)).hasToString(host + "/iframe");
        assertThat(urls.watch(UID)).hasToString(host + "/watch");
        assertThat(urls.mp4(UID)).hasToString(host + "/downloads/default.mp4");
        assertThat(urls.lifecycle(UID)).hasToString(host + "/lifecycle");
        assertThat(urls.views(UID)).hasToString(host + "/views");
        assertThat(urls.thumbnail(UID, Duration.ofSeconds(68), OptionalInt.of(270)))
                .hasToString(host + "/thumbnails/thumbnail.jpg?time=68s&height=270");
        assertThat(urls.animation(UID, Duration.ofSeconds(5), Duration.ofSeconds(4)))
                .hasToString(host + "/thumbnails/thumbnail.gif?time=5s&duration=4s");
    }

    @Test
    void the_host_is_learned_from_an_address_that_the_api_gave() {
        URI given = URI.create("http://localhost:8788/customer-x/" + UID + "/webRTC/play");

        assertThat(MediaUrls.from(given, UID).hls(UID))
                .hasToString("http://localhost:8788/customer-x/" + UID + "/manifest/video.m3u8");
        assertThatThrownBy(() -> MediaUrls.from(given, "0000")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_id_cannot_leave_its_place() {
        assertThat(urls.hls("../secret?x#y")).hasToString(
                "https://customer-abc123def456.cloudflarestream.com/..%2Fsecret%3Fx%23y/manifest/video.m3u8");
        assertThatThrownBy(() -> MediaUrls.of("evil.example/")).isInstanceOf(IllegalArgumentException.class);
    }
}
