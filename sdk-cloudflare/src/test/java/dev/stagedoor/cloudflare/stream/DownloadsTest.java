package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DownloadsTest extends StreamTest {
    private static final String BOTH = """
            {'default': {'status': 'inprogress', 'url': 'https://customer-abc.cloudflarestream.com/v1/downloads/default.mp4',
                         'percentComplete': 12.5},
             'audio': {'status': 'ready', 'url': 'https://customer-abc.cloudflarestream.com/v1/downloads/audio.m4a',
                       'percentComplete': '100'}, 'hologram': {'status': 'ready'}}""";

    @Test
    void a_download_of_a_type_is_made_without_a_body() {
        answers("POST", "/v1/downloads/audio", ok(BOTH));

        Map<DownloadType, Download> downloads = stream.downloads().create("v1", DownloadType.AUDIO);

        assertThat(onlyCall()).isEqualTo("POST /v1/downloads/audio");
        assertSentNothing();
        assertThat(downloads).hasSize(2);
        assertThat(downloads.get(DownloadType.DEFAULT).percentComplete()).hasValue(12.5);
        assertThat(downloads.get(DownloadType.DEFAULT).isReady()).isFalse();
        assertThat(downloads.get(DownloadType.AUDIO).isReady()).isTrue();
        assertThat(downloads.get(DownloadType.AUDIO).percentComplete()).hasValue(100);
        assertThat(downloads.get(DownloadType.AUDIO).url())
                .contains(URI.create("https://customer-abc.cloudflarestream.com/v1/downloads/audio.m4a"));
    }

    @Test
    void the_older_path_makes_the_default_download() {
        answers("POST", "/v1/downloads", ok(BOTH));

        assertThat(stream.downloads().create("v1")).containsKey(DownloadType.DEFAULT);
        assertThat(onlyCall()).isEqualTo("POST /v1/downloads");
        assertSentNothing();
    }

    @Test
    void downloads_are_listed() {
        answers("GET", "/v1/downloads", ok("{}"));

        assertThat(stream.downloads().list("v1")).isEmpty();
        assertThat(onlyCall()).isEqualTo("GET /v1/downloads");
    }

    @Test
    void a_download_is_deleted_by_type_and_by_the_older_path() {
        answers("DELETE", "/v1/downloads/default", ok("'ok'"));
        answers("DELETE", "/v1/downloads", notFound());

        assertThat(stream.downloads().delete("v1", DownloadType.DEFAULT)).isTrue();
        assertThat(stream.downloads().delete("v1")).isFalse();
    }

    @Test
    void a_video_that_is_not_ready_has_no_download() {
        answers("POST", "/v1/downloads/default", refusal(400, 10005, "not ready"));

        assertThatThrownBy(() -> stream.downloads().create("v1", DownloadType.DEFAULT))
                .isInstanceOf(BadRequestException.class);
    }
}
