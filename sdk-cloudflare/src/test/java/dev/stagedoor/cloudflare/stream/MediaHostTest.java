package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaHostTest extends StreamTest {
    private static final String VIEWER_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

    private final MediaUrls urls = MediaUrls.at(URI.create("http://localhost:" + CLOUDFLARE.getPort() + "/media"));

    private static void says(String path, ResponseDefinitionBuilder answer) {
        CLOUDFLARE.stubFor(WireMock.get(urlPathEqualTo("/media/" + path)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse().withStatus(status).withBody(body.replace('\'', '"'));
    }

    @Test
    void a_live_input_names_its_video() {
        says(UID + "/lifecycle", json(200, "{'isInput':true,'videoUID':'v1','live':true}"));

        assertThat(stream.media().lifecycle(urls, UID)).isEqualTo(new Lifecycle(true, Optional.of("v1"), true));
    }

    @Test
    void an_input_that_is_not_live_has_no_video() {
        says(UID + "/lifecycle", json(200, "{'isInput':true,'videoUID':null,'live':false}"));

        assertThat(stream.media().lifecycle(urls, UID)).isEqualTo(new Lifecycle(true, Optional.empty(), false));
    }

    @Test
    void viewers_are_counted_unless_the_count_is_suppressed() {
        says(UID + "/views", json(200, "{'liveViewers': 42}"));
        says("hidden/views", json(200, "{}"));

        assertThat(stream.media().liveViewers(urls, UID)).hasValue(42);
        assertThat(stream.media().liveViewers(urls, "hidden")).isEmpty();
    }

    @Test
    void the_api_token_never_goes_to_the_media_host() {
        says(UID + "/views", json(200, "{'liveViewers': 1}"));

        stream.media().liveViewers(urls, UID);

        assertThat(requests()).hasSize(1);
        assertThat(requests().get(0).containsHeader("Authorization")).isFalse();
        assertThat(requests().get(0).getHeader("User-Agent")).startsWith("Mozilla/5.0");
    }

    @Test
    void a_refused_token_is_not_shown() {
        says(VIEWER_TOKEN + "/lifecycle", aResponse().withStatus(401).withBody("expired " + VIEWER_TOKEN));

        assertThatThrownBy(() -> stream.media().lifecycle(urls, VIEWER_TOKEN))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageNotContaining("eyJ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "error code: 1010", "[]", "<html></html>"})
    void an_answer_that_is_no_object_is_unreadable_and_changed_nothing(String body) {
        says(UID + "/views", json(200, body));

        assertThatThrownBy(() -> stream.media().liveViewers(urls, UID))
                .isInstanceOfSatisfying(
                        CloudflareIoException.class,
                        it -> assertThat(it.effectUnknown()).isFalse());
    }
}
