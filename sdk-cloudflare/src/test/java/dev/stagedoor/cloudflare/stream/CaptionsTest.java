package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionsTest extends StreamTest {
    private static final String ENGLISH = "{'language':'en','label':'English','generated':true,'status':'ready'}";

    @TempDir
    private Path folder;

    @Test
    void captions_are_listed() {
        answers("GET", "/v1/captions", ok("[" + ENGLISH + ",{'language':'de'}]"));

        var captions = stream.captions().list("v1");

        assertThat(onlyCall()).isEqualTo("GET /v1/captions");
        assertThat(captions).extracting(Caption::language).containsExactly("en", "de");
        assertThat(captions.get(0).label()).contains("English");
        assertThat(captions.get(0).generated()).isTrue();
        assertThat(captions.get(0).status()).contains("ready");
        assertThat(captions.get(1).generated()).isFalse();
    }

    @Test
    void captions_of_one_language_are_found() {
        answers("GET", "/v1/captions/pt-BR", ok("{'language':'pt-BR'}"));
        answers("GET", "/v1/captions/de", notFound());

        assertThat(stream.captions().find("v1", "pt-BR")).isPresent();
        assertThat(stream.captions().find("v1", "de")).isEmpty();
    }

    @Test
    void captions_are_put_as_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("en.vtt"), "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n");
        answers("PUT", "/v1/captions/en", ok(ENGLISH));

        assertThat(stream.captions().put("v1", "en", file).language()).isEqualTo("en");

        assertThat(onlyCall()).isEqualTo("PUT /v1/captions/en");
        var part = onlyRequest().getParts().iterator().next();
        assertThat(part.getName()).isEqualTo("file");
        assertThat(part.getHeader("Content-Type").firstValue()).isEqualTo("text/vtt");
        assertThat(part.getBody().asString()).startsWith("WEBVTT").endsWith("Hello\n");
    }

    @Test
    void captions_of_more_than_10_megabytes_are_refused_unsent() throws IOException {
        Path file = Files.write(folder.resolve("en.vtt"), new byte[10_000_001]);

        assertThatThrownBy(() -> stream.captions().put("v1", "en", file)).isInstanceOf(IllegalArgumentException.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void captions_are_generated_without_a_body() {
        answers("POST", "/v1/captions/en/generate", ok("{'language':'en','generated':true,'status':'inprogress'}"));

        assertThat(stream.captions().generate("v1", "en").status()).contains("inprogress");
        assertThat(onlyCall()).isEqualTo("POST /v1/captions/en/generate");
        assertSentNothing();
    }

    @Test
    void captions_are_read_as_webvtt() {
        answers("GET", "/v1/captions/en/vtt", "WEBVTT\n\nÄ");

        assertThat(stream.captions().webVtt("v1", "en")).contains("WEBVTT\n\nÄ");
        assertThat(onlyCall()).isEqualTo("GET /v1/captions/en/vtt");
        assertThat(onlyRequest().getHeader("Accept")).isEqualTo("text/vtt");
    }

    @Test
    void captions_are_deleted() {
        answers("DELETE", "/v1/captions/en", ok("''"));

        assertThat(stream.captions().delete("v1", "en")).isTrue();
        assertThat(onlyCall()).isEqualTo("DELETE /v1/captions/en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "en/vtt", "en?", "englishlang", "e"})
    void no_language_leaves_its_path(String language) {
        assertThatThrownBy(() -> stream.captions().find("v1", language)).isInstanceOf(IllegalArgumentException.class);
        assertThat(requests()).isEmpty();
    }
}
