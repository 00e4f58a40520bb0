package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SigningKeysTest extends StreamTest {
    @Test
    void a_key_is_made_without_a_body() {
        answers("POST", "/keys", ok("{'id':'k1','pem':'LS0t','jwk':'eyJ1','created':'2026-11-22T09:15:02Z'}"));

        SigningKey key = stream.signingKeys().create();

        assertThat(onlyCall()).isEqualTo("POST /keys");
        assertSentNothing();
        assertThat(key.id()).isEqualTo("k1");
        assertThat(key.pem()).contains("LS0t");
        assertThat(key.jwk()).contains("eyJ1");
        assertThat(key.created()).contains(Instant.parse("2026-11-22T09:15:02Z"));
    }

    @Test
    void a_key_whose_answer_is_lost_is_not_made_twice() {
        answers("POST", "/keys", aResponse().withStatus(500));

        assertThatThrownBy(() -> stream.signingKeys().create()).isInstanceOf(ServerErrorException.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_new_key_without_private_part_is_unreadable() {
        answers("POST", "/keys", ok("{'id':'k1'}"));

        assertThatThrownBy(() -> stream.signingKeys().create()).isInstanceOf(CloudflareIoException.class);
    }

    @Test
    void keys_are_listed_under_both_spellings_of_their_id() {
        answers("GET", "/keys", ok("[{'id':'k1','created':'2026-11-22T09:15:02Z'},{'key_id':'k2'}]"));

        assertThat(stream.signingKeys().list()).extracting(SigningKey::id).containsExactly("k1", "k2");
        assertThat(onlyCall()).isEqualTo("GET /keys");
    }

    @Test
    void a_key_is_revoked_whatever_the_answer_is_called() {
        answers("DELETE", "/keys/k1", ok("'Revoked'"));
        answers("DELETE", "/keys/k2", ok("'ok'"));
        answers("DELETE", "/keys/k3", notFound());

        assertThat(stream.signingKeys().delete("k1")).isTrue();
        assertThat(stream.signingKeys().delete("k2")).isTrue();
        assertThat(stream.signingKeys().delete("k3")).isFalse();
    }
}
