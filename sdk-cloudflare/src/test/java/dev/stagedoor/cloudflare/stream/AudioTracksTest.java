package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioTracksTest extends StreamTest {
    private static final String TRACK = "{'uid':'a1','label':'Deutsch','default':false,'status':'queued'}";

    @TempDir
    private Path folder;

    @Test
    void the_list_is_an_object() {
        answers("GET", "/v1/audio", ok("{'audio':[" + TRACK + "]}"));

        var tracks = stream.audioTracks().list("v1");

        assertThat(onlyCall()).isEqualTo("GET /v1/audio");
        assertThat(tracks)
                .containsExactly(
                        new AudioTrack("a1", java.util.Optional.of("Deutsch"), false, java.util.Optional.of("queued")));
    }

    @Test
    void a_list_that_is_an_array_is_read_too() {
        answers("GET", "/v1/audio", ok("[" + TRACK + "]"));

        assertThat(stream.audioTracks().list("v1")).hasSize(1);
    }

    @Test
    void a_track_is_copied() {
        answers("POST", "/v1/audio/copy", ok(TRACK));

        stream.audioTracks().copy("v1", "Deutsch", URI.create("https://a.example/de.mp3"));

        assertThat(onlyCall()).isEqualTo("POST /v1/audio/copy");
        assertSent("{'label':'Deutsch','url':'https://a.example/de.mp3'}");
    }

    @Test
    void a_track_is_uploaded_with_its_label() throws IOException {
        Path file = Files.writeString(folder.resolve("de.mp3"), "sound");
        answers("POST", "/v1/audio", ok(TRACK));

        stream.audioTracks().upload("v1", "Deutsch", file);

        assertThat(onlyCall()).isEqualTo("POST /v1/audio");
        assertThat(onlyRequest().getParts())
                .extracting(part -> part.getName() + "=" + part.getBody().asString())
                .containsExactlyInAnyOrder("label=Deutsch", "file=sound");
    }

    @Test
    void a_track_is_renamed_and_made_the_default() {
        answers("PATCH", "/v1/audio/a1", ok("{'uid':'a1','label':'de','default':true,'status':'ready'}"));

        assertThat(stream.audioTracks().rename("v1", "a1", "de").label()).contains("de");
        assertThat(onlyCall()).isEqualTo("PATCH /v1/audio/a1");
        assertSent("{'label':'de'}");
        CLOUDFLARE.resetRequests();
        assertThat(stream.audioTracks().makeDefault("v1", "a1").isDefault()).isTrue();
        assertSent("{'default':true}");
    }

    @Test
    void a_track_is_deleted_unless_it_is_the_default() {
        answers("DELETE", "/v1/audio/a1", ok("'ok'"));
        answers("DELETE", "/v1/audio/a2", refusal(400, 10005, "default track"));

        assertThat(stream.audioTracks().delete("v1", "a1")).isTrue();
        assertThatThrownBy(() -> stream.audioTracks().delete("v1", "a2")).isInstanceOf(BadRequestException.class);
    }
}
