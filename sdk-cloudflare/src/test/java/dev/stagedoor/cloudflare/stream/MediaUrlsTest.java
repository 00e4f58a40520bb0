package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUrlsTest {
    private static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String HOST = "https://customer-abc123def456.cloudflarestream.com/";

    private final MediaUrls urls = MediaUrls.of("abc123def456");

    @Test
    void every_address_is_where_the_documentation_says() {
        assertThat(urls.hls(UID)).hasToString(HOST + UID + "/manifest/video.m3u8");
        assertThat(urls.dash(UID)).hasToString(HOST + UID + "/manifest/video.mpd");
        assertThat(urls.whep(UID)).hasToString(HOST + UID + "/webRTC/play");
        assertThat(urls.iframe(UID)).hasToString(HOST + UID + "/iframe");
        assertThat(urls.watch(UID)).hasToString(HOST + UID + "/watch");
        assertThat(urls.mp4(UID)).hasToString(HOST + UID + "/downloads/default.mp4");
        assertThat(urls.lifecycle(UID)).hasToString(HOST + UID + "/lifecycle");
        assertThat(urls.views(UID)).hasToString(HOST + UID + "/views");
    }

    @Test
    void pictures_carry_time_and_size() {
        assertThat(urls.thumbnail(UID, Duration.ofSeconds(68), OptionalInt.of(270)))
                .hasToString(HOST + UID + "/thumbnails/thumbnail.jpg?time=68s&height=270");
        assertThat(urls.thumbnail(UID, Duration.ZERO, OptionalInt.empty()))
                .hasToString(HOST + UID + "/thumbnails/thumbnail.jpg?time=0s");
        assertThat(urls.animation(UID, Duration.ofMinutes(1), Duration.ofSeconds(4)))
                .hasToString(HOST + UID + "/thumbnails/thumbnail.gif?time=60s&duration=4s");
    }

    @Test
    void a_token_stands_in_the_place_of_the_uid() {
        assertThat(urls.whep("eyJh.eyJz.c2ln-_")).hasToString(HOST + "eyJh.eyJz.c2ln-_/webRTC/play");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../admin", "a/b", "a?b", "a#b", "a b"})
    void nothing_leaves_its_segment(String id) {
        assertThat(urls.hls(id).getHost()).isEqualTo("customer-abc123def456.cloudflarestream.com");
        assertThat(urls.hls(id).getRawPath().split("/")).hasSize(4);
        assertThat(urls.hls(id).getRawPath()).endsWith("/manifest/video.m3u8");
    }

    @Test
    void the_host_is_learned_from_an_address_of_the_api() {
        assertThat(MediaUrls.from(URI.create(HOST + UID + "/webRTC/play"), UID).hls("x"))
                .isEqualTo(urls.hls("x"));
        assertThat(MediaUrls.from(
                                URI.create("http://localhost:8443/customer-emulator/" + UID + "/manifest/video.m3u8"),
                                UID)
                        .base())
                .hasToString("http://localhost:8443/customer-emulator");
    }

    @Test
    void an_address_of_something_else_tells_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaUrls.from(URI.create(HOST + "other/webRTC/play"), UID))
                .withMessageNotContaining("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.evil.example", "a/b", "a@b"})
    void a_code_cannot_name_another_host(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> MediaUrls.of(code));
    }
}
