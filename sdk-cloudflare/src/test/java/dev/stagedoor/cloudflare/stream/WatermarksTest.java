package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarksTest extends StreamTest {
    private static final String LOGO = """
            {'uid': 'w1', 'name': 'logo', 'opacity': 0.75, 'padding': 0.1, 'scale': '0.15', 'position': 'center', 'size': 29472,
             'width': 100, 'height': 50, 'created': '2026-11-22T09:15:02Z', 'downloadedFrom': null}""";

    @TempDir
    private Path folder;

    @Test
    void a_watermark_is_made_of_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("logo.png"), "picture");
        answers("POST", "/watermarks", ok(LOGO));

        Watermark logo = stream.watermarks()
                .create(
                        file,
                        WatermarkSettings.builder()
                                .name("logo")
                                .opacity(0.75)
                                .padding(0.1)
                                .scale(0.15)
                                .position(WatermarkSettings.Position.CENTER)
                                .build());

        assertThat(onlyCall()).isEqualTo("POST /watermarks");
        assertThat(onlyRequest().getParts())
                .extracting(part -> part.getName() + "=" + part.getBody().asString())
                .containsExactlyInAnyOrder(
                        "file=picture", "name=logo", "opacity=0.75", "padding=0.1", "scale=0.15", "position=center");
        assertThat(logo.uid()).isEqualTo("w1");
        assertThat(logo.name()).contains("logo");
        assertThat(logo.opacity()).hasValue(0.75);
        assertThat(logo.padding()).hasValue(0.1);
        assertThat(logo.scale()).hasValue(0.15);
        assertThat(logo.position()).contains("center");
        assertThat(logo.size()).hasValue(29472);
        assertThat(logo.width()).hasValue(100);
        assertThat(logo.height()).hasValue(50);
        assertThat(logo.created()).contains(Instant.parse("2026-11-22T09:15:02Z"));
        assertThat(logo.downloadedFrom()).isEmpty();
    }

    @Test
    void a_watermark_is_fetched_from_an_address() {
        answers("POST", "/watermarks", ok(LOGO));

        stream.watermarks()
                .create(
                        URI.create("https://a.example/logo.png"),
                        WatermarkSettings.builder().name("logo").scale(0.5).build());

        assertSent("{'url':'https://a.example/logo.png','name':'logo','scale':0.5}");
    }

    @Test
    void an_address_of_no_use_is_refused_with_its_code() {
        answers("POST", "/watermarks", refusal(400, 10010, "Invalid URL"));

        assertThatThrownBy(() ->
                        stream.watermarks().create(URI.create("https://a.example/x"), WatermarkSettings.defaults()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, it -> assertThat(it.code()).hasValue(10010));
    }

    @Test
    void watermarks_are_listed_found_and_deleted() {
        answers("GET", "/watermarks", ok("[" + LOGO + "]"));
        answers("GET", "/watermarks/w1", ok(LOGO));
        answers("GET", "/watermarks/w2", notFound());
        answers("DELETE", "/watermarks/w1", ok("''"));
        answers("DELETE", "/watermarks/w2", notFound());

        assertThat(stream.watermarks().list()).extracting(Watermark::uid).containsExactly("w1");
        assertThat(stream.watermarks().find("w1")).isPresent();
        assertThat(stream.watermarks().find("w2")).isEmpty();
        assertThat(stream.watermarks().delete("w1")).isTrue();
        assertThat(stream.watermarks().delete("w2")).isFalse();
    }

    @Test
    void parts_are_0_to_1() {
        assertThatThrownBy(() -> WatermarkSettings.builder().scale(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WatermarkSettings.builder().opacity(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
