package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest extends StreamTest {
    private static final URI OURS = URI.create("https://a.example/hook");

    @Test
    void the_address_is_put() {
        answers(
                "PUT",
                "/webhook",
                ok("{'notificationUrl':'https://a.example/hook','modified':'2026-11-22T09:15:02Z','secret':'ab12'}"));

        WebhookSubscription webhook = stream.webhook().set(OURS);

        assertThat(onlyCall()).isEqualTo("PUT /webhook");
        assertSent("{'notificationUrl':'https://a.example/hook'}");
        assertThat(webhook.notificationUrl()).isEqualTo(OURS);
        assertThat(webhook.secret()).contains("ab12");
        assertThat(webhook.modified()).contains(Instant.parse("2026-11-22T09:15:02Z"));
    }

    @Test
    void the_address_is_read_in_both_spellings() {
        answers("GET", "/webhook", ok("{'notification_url':'https://a.example/hook'}"));

        assertThat(stream.webhook().find().orElseThrow().notificationUrl()).isEqualTo(OURS);
        assertThat(onlyCall()).isEqualTo("GET /webhook");
    }

    @Test
    void no_webhook_is_no_fault() {
        answers("GET", "/webhook", ok("null"));

        assertThat(stream.webhook().find()).isEmpty();
    }

    @Test
    void an_unknown_webhook_is_no_fault_either() {
        answers("GET", "/webhook", notFound());
        answers("DELETE", "/webhook", notFound());

        assertThat(stream.webhook().find()).isEmpty();
        assertThat(stream.webhook().delete()).isFalse();
    }

    @Test
    void the_webhook_is_deleted() {
        answers("DELETE", "/webhook", ok("'ok'"));

        assertThat(stream.webhook().delete()).isTrue();
        assertThat(onlyCall()).isEqualTo("DELETE /webhook");
    }

    @Test
    void an_address_that_is_not_of_the_web_is_refused_unsent() {
        assertThatThrownBy(() -> stream.webhook().set(URI.create("ftp://a.example/hook")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
