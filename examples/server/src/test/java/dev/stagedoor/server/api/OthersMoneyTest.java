package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody spends, sees or moves what belongs to somebody else, and nothing that is no amount moves anything. */
class OthersMoneyTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Classes classes;

    @BeforeAll
    static void prepare() {
        classes = new Classes(SERVER);
    }

    private static long balance(Client person) {
        return person.get("/api/tokens/balance")
                .expect(200)
                .json()
                .path("balance")
                .asLong();
    }

    private static String userId(Client person) {
        return person.get("/api/me").expect(200).json().findPath("id").asText();
    }

    @Test
    void a_body_that_names_somebody_else_spends_only_the_own_tokens() {
        String id = classes.create("For somebody else", 20);
        Client victim = SERVER.newMember();
        Client thief = SERVER.newMember();

        int status = thief.post(
                        "/api/streams/" + id + "/enroll",
                        Map.of("userId", userId(victim), "user_id", userId(victim), "price", 0))
                .status();

        assertThat(status).isIn(201, 422);
        assertThat(balance(victim)).isEqualTo(50);
        assertThat(victim.get("/api/me/enrollments").json().path("enrollments")).isEmpty();
        assertThat(balance(thief)).isEqualTo(status == 201 ? 30 : 50);
    }

    @Test
    void a_seat_is_not_given_back_by_somebody_else() {
        String id = classes.create("Not yours", 20);
        Client owner = SERVER.newMember();
        Client other = SERVER.newMember();
        owner.post("/api/streams/" + id + "/enroll").expect(201);

        other.delete("/api/streams/" + id + "/enroll").expect(409, "not_enrolled");
        other.delete("/api/streams/" + id + "/enroll?userId=" + userId(owner)).expect(409, "not_enrolled");

        assertThat(balance(owner)).isEqualTo(30);
        assertThat(balance(other)).isEqualTo(50);
        assertThat(owner.get("/api/me/enrollments").json().path("enrollments")).hasSize(1);
    }

    @Test
    void seats_payments_and_balance_of_somebody_else_are_not_shown() {
        String id = classes.create("Private", 20);
        Client owner = SERVER.newMember();
        String transaction = owner.post("/api/streams/" + id + "/enroll")
                .expect(201)
                .json()
                .path("transactionId")
                .asText();
        Client other = SERVER.newMember();
        String asOwner = "?userId=" + userId(owner);

        for (String path : List.of("/api/me/enrollments", "/api/tokens/transactions")) {
            JsonNode seen = other.get(path + asOwner).expect(200).json();
            assertThat(seen.toString()).doesNotContain(transaction);
        }
        JsonNode wallet = other.get("/api/tokens/balance" + asOwner).expect(200).json();
        assertThat(wallet.path("balance").asLong()).isEqualTo(50);
    }

    @Test
    void the_key_of_somebody_else_opens_nothing() {
        String id = classes.create("Copied key", 20);
        Client owner = SERVER.newMember();
        JsonNode bought = owner.with("Idempotency-Key", "copied")
                .post("/api/streams/" + id + "/enroll")
                .expect(201)
                .json();
        Client thief = SERVER.newMember();

        JsonNode own = thief.with("Idempotency-Key", "copied")
                .post("/api/streams/" + id + "/enroll")
                .expect(201)
                .json();

        assertThat(own.path("transactionId")).isNotEqualTo(bought.path("transactionId"));
        assertThat(balance(owner)).isEqualTo(30);
        assertThat(balance(thief)).isEqualTo(30);
    }

    @Test
    void a_key_replayed_after_the_seat_was_given_back_buys_nothing() {
        String id = classes.create("Replayed", 20);
        Client member = SERVER.newMember();
        Client keyed = member.with("Idempotency-Key", "replayed");
        keyed.post("/api/streams/" + id + "/enroll").expect(201);
        member.delete("/api/streams/" + id + "/enroll").expect(200);

        assertThat(keyed.post("/api/streams/" + id + "/enroll").status()).isEqualTo(409);
        assertThat(balance(member)).isEqualTo(50);
    }

    @Test
    void keys_that_are_no_keys_are_refused() {
        String id = classes.create("Forged keys", 20);
        Client member = SERVER.newMember();
        for (String key : List.of("with space", "x".repeat(256))) {
            member.with("Idempotency-Key", key)
                    .post("/api/streams/" + id + "/enroll")
                    .expect(422, "validation_failed");
        }
        assertThat(balance(member)).isEqualTo(50);
    }

    @Test
    void prices_that_are_no_prices_are_refused() {
        String id = classes.create("Odd prices", 20);
        Client member = SERVER.newMember();
        for (String price : List.of("-20", "0.5", "2e1", "\"20\"", "99999999999999999999", "[20]")) {
            member.send("POST", "/api/streams/" + id + "/enroll", "{\"expectedPrice\":" + price + "}")
                    .expect(422, "validation_failed");
        }
        assertThat(balance(member)).isEqualTo(50);
        assertThat(member.get("/api/me/enrollments").json().path("enrollments")).isEmpty();
    }

    @Test
    void a_member_decides_no_payment_and_calls_off_no_class() {
        String id = classes.create("Not your class", 20);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);

        assertThat(member.get("/api/operator/payments").status()).isIn(401, 403, 404);
        assertThat(member.post("/api/operator/payments/" + id, Map.of("decision", "moved"))
                        .status())
                .isIn(401, 403, 404);
        assertThat(member.get("/api/cron/reconcile-enrollments").status()).isIn(401, 403, 404);
        assertThat(member.post("/api/instructor/streams/" + id + "/cancel").status())
                .isIn(401, 403, 404);
        assertThat(member.delete("/api/instructor/streams/" + id + "?refund=true")
                        .status())
                .isIn(401, 403, 404);
        assertThat(balance(member)).isEqualTo(30);
    }
}
