package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import dev.stagedoor.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokensApiTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void a_deduction_takes_tokens_and_says_what_is_left() {
        Client member = SERVER.newMember();
        JsonNode body = member.post(
                        "/api/tokens/deduct",
                        Map.of("amount", 8, "reason", "A towel", "metadata", Map.of("shop", "foyer")))
                .expect(200)
                .json();
        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.path("newBalance").asLong()).isEqualTo(42);
        JsonNode line = member.get("/api/tokens/transactions")
                .json()
                .path("transactions")
                .get(0);
        assertThat(line.path("transactionId")).isEqualTo(body.path("transactionId"));
        assertThat(line.path("note").asText()).isEqualTo("A towel");
        assertThat(line.path("kind").asText()).isEqualTo("deduction");
    }

    @Test
    void a_retried_deduction_takes_tokens_once() {
        Client member = SERVER.newMember().with("Idempotency-Key", "towel-1");
        JsonNode first = member.post("/api/tokens/deduct", Map.of("amount", 8))
                .expect(200)
                .json();
        JsonNode second = member.post("/api/tokens/deduct", Map.of("amount", 8))
                .expect(200)
                .json();
        assertThat(second.path("transactionId")).isEqualTo(first.path("transactionId"));
        member.post("/api/tokens/deduct", Map.of("amount", 9)).expect(409, "idempotency_key_reused");
        assertThat(member.get("/api/tokens/balance").json().path("balance").asLong())
                .isEqualTo(42);
    }

    @Test
    void more_than_there_is_cannot_be_taken() {
        Client member = SERVER.newMember();
        Answer answer = member.post("/api/tokens/deduct", Map.of("amount", 51)).expect(402, "insufficient_tokens");
        assertThat(answer.json().path("balance").asLong()).isEqualTo(50);
        assertThat(answer.json().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void amounts_that_are_no_amounts_are_refused() {
        Client member = SERVER.newMember();
        for (String amount : new String[] {"0", "-1", "1.5", "\"5\"", "null", "1e3", "99999999999999999999"}) {
            member.send("POST", "/api/tokens/deduct", "{\"amount\":" + amount + "}")
                    .expect(422, "validation_failed");
        }
        member.send("POST", "/api/tokens/deduct", "{}").expect(422, "validation_failed");
        member.send("POST", "/api/tokens/deduct", "{\"amount\":1,\"metadata\":[]}")
                .expect(422, "validation_failed");
        member.with("Idempotency-Key", "with space")
                .post("/api/tokens/deduct", Map.of("amount", 1))
                .expect(422, "validation_failed");
        assertThat(member.get("/api/tokens/balance").json().path("balance").asLong())
                .isEqualTo(50);
    }

    @Test
    void nobody_takes_tokens_without_signing_in() {
        SERVER.anonymous().post("/api/tokens/deduct", Map.of("amount", 1)).expect(401, "unauthenticated");
    }
}
