package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Signing keys, and tokens that the service signs. */
class KeysTest extends LocalCloudflareTest {
    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static JsonNode part(String token, int index) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }

    private boolean verifies(String token) throws Exception {
        PublicKey key = local.mediaState()
                .signingKey(part(token, 0).path("kid").asText())
                .orElseThrow();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.split("\\.")[2]));
    }

    private String token(String uid, String body) {
        return api.post("/stream/" + uid + "/token", body)
                .result()
                .path("token")
                .asText();
    }

    @Test
    void a_key_is_shown_once_as_pem_and_as_jwk_of_the_same_pair() throws IOException {
        JsonNode key = api.post("/stream/keys", "").result();
        String id = key.path("id").asText();
        RSAPublicKey known = (RSAPublicKey) local.mediaState().signingKey(id).orElseThrow();
        JsonNode jwk = new ObjectMapper().readTree(decode(key.path("jwk").asText()));

        assertThat(decode(key.path("pem").asText())).startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
        assertThat(new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path("n").asText())))
                .isEqualTo(known.getModulus());
        assertThat(api.get("/stream/keys").text())
                .isEqualTo("{\"result\":[{\"id\":\"" + id + "\",\"created\":\""
                        + key.path("created").asText() + "\"}],\"success\":true,\"errors\":[],\"messages\":[]}");
    }

    @Test
    void a_revoked_key_is_unknown() {
        String id = api.post("/stream/keys", "").result().path("id").asText();

        assertThat(api.delete("/stream/keys/" + id).status()).isEqualTo(200);
        assertThat(local.mediaState().signingKey(id)).isEmpty();
        assertThat(api.delete("/stream/keys/" + id).code()).isEqualTo(10003);
    }

    @Test
    void the_service_signs_a_token_for_an_hour_with_a_key_that_never_opens_webrtc() throws Exception {
        String uid = api.newVideo(TestVideo.ofSeconds(1));
        String token = token(uid, "");

        assertThat(verifies(token)).isTrue();
        assertThat(part(token, 1).path("sub").asText()).isEqualTo(uid);
        assertThat(part(token, 1).path("exp").asLong()).isEqualTo(START.getEpochSecond() + 3600);
        assertThat(local.mediaState()
                        .keyOfTokenEndpoint(part(token, 0).path("kid").asText()))
                .isTrue();
    }

    @Test
    void the_service_signs_with_a_key_of_the_caller() throws Exception {
        String uid = api.newVideo(TestVideo.ofSeconds(1));
        JsonNode key = api.post("/stream/keys", "").result();
        String token = token(
                uid,
                "{\"id\":\"" + key.path("id").asText() + "\",\"pem\":\""
                        + key.path("pem").asText()
                        + "\",\"downloadable\":true,\"accessRules\":[{\"type\":\"any\",\"action\":\"block\"}]}");

        assertThat(part(token, 0).path("kid")).isEqualTo(key.path("id"));
        assertThat(part(token, 1).path("downloadable").asBoolean()).isTrue();
        assertThat(verifies(token)).isTrue();
    }

    @Test
    void a_token_lives_24_hours_at_most_and_has_five_rules_at_most() {
        String path = "/stream/" + api.newVideo(TestVideo.ofSeconds(1)) + "/token";
        long tooLate = START.getEpochSecond() + 86_401;

        assertThat(api.post(path, "{\"exp\":" + tooLate + "}").status()).isEqualTo(400);
        assertThat(api.post(path, "{\"accessRules\":[{},{},{},{},{},{}]}").status())
                .isEqualTo(400);
        assertThat(api.post(path, "{\"id\":\"a\"}").status()).isEqualTo(400);
        assertThat(api.post("/stream/unknown/token", "").status()).isEqualTo(404);
    }
}
