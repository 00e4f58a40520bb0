package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import dev.stagedoor.testkit.tokens.TokenApiServer;
import dev.stagedoor.testkit.tokens.TokenBank;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server when somebody else keeps the wallets, as the contract is given: no key honoured, no look-up, no refund. */
class ExternalTokensTest {

    private static final String API_KEY = "a-key-of-the-token-api";
    private static final String OPERATOR = "a-long-operator-secret";
    private static final TokenApiServer TOKENS = TokenApiServer.start(new TokenBank(false), API_KEY);

    @RegisterExtension
    static final TestServer SERVER = new TestServer(
            builder -> builder.variable("TOKENS_API_URL", TOKENS.baseUrl().toString())
                    .variable("TOKENS_API_KEY", API_KEY)
                    .variable("CRON_SECRET", OPERATOR));

    @AfterAll
    static void stop() {
        TOKENS.close();
    }

    private static Client memberWith(long tokens) {
        Client member = SERVER.newMember();
        String id = member.get("/api/me").json().path("userId").asText();
        TOKENS.bank().fund(id, tokens);
        return member;
    }

    private static Client operator() {
        return SERVER.anonymous().with("Authorization", "Bearer " + OPERATOR);
    }

    private static long balance(Client member) {
        return member.get("/api/tokens/balance")
                .expect(200)
                .json()
                .path("balance")
                .asLong();
    }

    @Test
    void a_seat_is_paid_there() {
        Client ana = memberWith(100);
        String stream = new Classes(SERVER).create("A class", 20);
        assertThat(balance(ana)).isEqualTo(100);
        JsonNode enrolled =
                ana.post("/api/streams/" + stream + "/enroll").expect(201).json();
        assertThat(enrolled.path("newBalance").asLong()).isEqualTo(80);
        assertThat(enrolled.path("transactionId").asText()).startsWith("tx-");
        assertThat(balance(ana)).isEqualTo(80);
        ana.post("/api/streams/" + stream + "/enroll").expect(200);
        assertThat(balance(ana)).isEqualTo(80);
        ana.post("/api/tokens/deduct", Map.of("amount", 1)).expect(404, "tokens_elsewhere");
    }

    @Test
    void who_lacks_tokens_is_told() {
        Client ben = memberWith(5);
        String stream = new Classes(SERVER).create("A class", 20);
        JsonNode told = ben.post("/api/streams/" + stream + "/enroll")
                .expect(402, "insufficient_tokens")
                .json();
        assertThat(told.path("balance").asLong()).isEqualTo(5);
        assertThat(told.path("price").asLong()).isEqualTo(20);
    }

    @Test
    void a_lost_answer_is_pending_until_the_operator_decides() {
        Client ana = memberWith(100);
        String stream = new Classes(SERVER).create("A class", 20);
        TOKENS.plan(FaultPlan.script(Fault.DROP_AFTER));
        ana.post("/api/streams/" + stream + "/enroll").expect(202);
        ana.post("/api/streams/" + stream + "/enroll").expect(202);
        assertThat(balance(ana)).isEqualTo(80);

        SERVER.advance(Duration.ofMinutes(5));
        operator().get("/api/cron/reconcile-enrollments").expect(200);
        JsonNode payment = payment(stream);
        assertThat(payment.path("state").asText()).isEqualTo("needs_person");
        String decide = "/api/operator/payments/" + payment.path("id").asText();
        operator()
                .post(decide, Map.of("decision", "maybe", "decidedBy", "olga"))
                .expect(422, "validation_failed");
        operator()
                .post(decide, Map.of("decision", "moved", "transactionId", "tx-9", "decidedBy", "olga"))
                .expect(200);
        operator()
                .post(decide, Map.of("decision", "not_moved", "decidedBy", "olga"))
                .expect(409, "nothing_to_decide");

        ana.post("/api/streams/" + stream + "/enroll").expect(200);
        assertThat(balance(ana)).isEqualTo(80);
    }

    @Test
    void every_decision_is_on_record_with_who_when_from_where_and_what_was_known() {
        Client ana = memberWith(100);
        String stream = new Classes(SERVER).create("A class", 20);
        TOKENS.plan(FaultPlan.script(Fault.DROP_AFTER));
        ana.post("/api/streams/" + stream + "/enroll").expect(202);
        SERVER.advance(Duration.ofMinutes(5));
        operator().get("/api/cron/reconcile-enrollments").expect(200);
        JsonNode payment = payment(stream);
        String id = payment.path("id").asText();
        operator()
                .post("/api/operator/payments/" + id, Map.of("decision", "not_moved", "decidedBy", "olga"))
                .expect(200);

        JsonNode line = operator()
                .get("/api/operator/payments/decisions")
                .expect(200)
                .json()
                .path("decisions")
                .get(0);
        assertThat(line.path("paymentId").asText()).isEqualTo(id);
        assertThat(line.path("decision").asText()).isEqualTo("not_moved");
        assertThat(line.path("transactionId").isNull()).isTrue();
        assertThat(line.path("decidedBy").asText()).isEqualTo("olga");
        assertThat(line.path("decidedWith").asText()).isEqualTo("API, CRON_SECRET");
        assertThat(line.path("decidedFrom").asText()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");
        assertThat(line.path("at").asText()).isEqualTo(SERVER.now().toString());
        assertThat(line.path("known").asText())
                .isEqualTo(payment.path("lastOutcome").asText());
        assertThat(line.path("stateAfter").asText()).isEqualTo("declined");
        assertThat(line.toString()).doesNotContain(OPERATOR);
    }

    @Test
    void a_member_sees_what_was_paid_is_pending_and_was_not_charged() {
        Client ana = memberWith(100);
        assertThat(transactions(ana)).isEmpty();
        Classes classes = new Classes(SERVER);
        String paid = classes.create("Paid", 20);
        String unclear = classes.create("Unclear", 30);
        ana.post("/api/streams/" + paid + "/enroll").expect(201);
        SERVER.advance(Duration.ofSeconds(1));
        TOKENS.plan(FaultPlan.script(Fault.DROP_AFTER));
        ana.post("/api/streams/" + unclear + "/enroll").expect(202);

        assertThat(transactions(ana))
                .extracting(line -> line.path("kind").asText()
                        + line.path("change").asLong()
                        + line.path("state").asText())
                .containsExactly("reserve-30pending", "reserve-20done");
        assertThat(ana.with("Accept", "text/html").get("/me").expect(200).text())
                .contains("Seat in “Unclear”", "Being confirmed", "Seat in “Paid”", "Paid");

        SERVER.advance(Duration.ofMinutes(5));
        operator().get("/api/cron/reconcile-enrollments").expect(200);
        assertThat(transactions(ana).get(0).path("state").asText()).isEqualTo("pending");
        operator()
                .post(
                        "/api/operator/payments/" + payment(unclear).path("id").asText(),
                        Map.of("decision", "not_moved", "decidedBy", "olga"))
                .expect(200);
        ana.delete("/api/streams/" + paid + "/enroll").expect(202);

        assertThat(transactions(ana))
                .extracting(line -> line.path("kind").asText()
                        + line.path("change").asLong()
                        + line.path("state").asText())
                .containsExactly("release20pending", "reserve0declined", "reserve-20done");
        assertThat(transactions(memberWith(5))).isEmpty();
    }

    private static List<JsonNode> transactions(Client member) {
        List<JsonNode> lines = new ArrayList<>();
        member.get("/api/tokens/transactions")
                .expect(200)
                .json()
                .path("transactions")
                .forEach(lines::add);
        return lines;
    }

    @Test
    void a_seat_given_back_waits_for_the_refund_that_the_api_cannot_make() {
        Client ana = memberWith(100);
        String stream = new Classes(SERVER).create("A class", 20);
        ana.post("/api/streams/" + stream + "/enroll").expect(201);
        assertThat(ana.delete("/api/streams/" + stream + "/enroll")
                        .expect(202)
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("refund_pending");
        assertThat(payment(stream).path("kind").asText()).isEqualTo("refund");
    }

    private static JsonNode payment(String stream) {
        for (JsonNode payment :
                operator().get("/api/operator/payments").expect(200).json().path("payments")) {
            if (payment.path("streamId").asText().equals(stream)) {
                return payment;
            }
        }
        throw new AssertionError("no payment waits for a person in class " + stream);
    }

    @Test
    void an_api_that_does_not_answer_leaves_pages_and_seats_alone() {
        Client ana = memberWith(100);
        TOKENS.planForReads(FaultPlan.always(Fault.statusBefore(401)));
        ana.get("/api/tokens/balance").expect(503, "tokens_unavailable");
        assertThat(ana.get("/streams").status()).isEqualTo(200);
        TOKENS.planForReads(FaultPlan.none());
    }

    @Test
    void the_operators_routes_are_closed_to_everybody_else() {
        for (Client client : new Client[] {
            SERVER.anonymous(), SERVER.coach(), SERVER.anonymous().with("Authorization", "Bearer wrong")
        }) {
            client.get("/api/operator/payments").expect(401, "unauthenticated");
            client.get("/api/operator/payments/decisions").expect(401, "unauthenticated");
            client.post(
                            "/api/operator/payments/00000000-0000-7000-8000-000000000001",
                            Map.of("decision", "not_moved", "decidedBy", "me"))
                    .expect(401, "unauthenticated");
        }
        operator()
                .post(
                        "/api/operator/payments/00000000-0000-7000-8000-000000000001",
                        Map.of("decision", "not_moved", "decidedBy", "me"))
                .expect(404, "payment_not_found");
    }
}
