package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import dev.stagedoor.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnrollApiTest {

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

    @Test
    void a_seat_costs_its_price_once() {
        String id = classes.create("Paid", 20);
        Client member = SERVER.newMember();
        JsonNode bought =
                member.post("/api/streams/" + id + "/enroll").expect(201).json();
        assertThat(bought.path("newBalance").asLong()).isEqualTo(30);
        assertThat(bought.path("transactionId").asText()).isNotBlank();
        assertThat(bought.path("enrollment").path("tokensPaid").asLong()).isEqualTo(20);
        JsonNode again =
                member.post("/api/streams/" + id + "/enroll").expect(200).json();
        assertThat(again.path("enrollment").path("id"))
                .isEqualTo(bought.path("enrollment").path("id"));
        assertThat(again.path("transactionId")).isEqualTo(bought.path("transactionId"));
        assertThat(balance(member)).isEqualTo(30);
    }

    @Test
    void pressing_pay_in_many_tabs_at_once_charges_once() {
        String id = classes.create("Pressed often", 20);
        Client member = SERVER.newMember();
        List<CompletableFuture<Answer>> presses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> member.post("/api/streams/" + id + "/enroll")))
                .toList();
        List<Integer> statuses =
                presses.stream().map(press -> press.join().status()).sorted().toList();
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(balance(member)).isEqualTo(30);
    }

    @Test
    void the_same_idempotency_key_never_buys_twice_nor_another_class() {
        String one = classes.create("Key one", 5);
        String two = classes.create("Key two", 5);
        Client member = SERVER.newMember().with("Idempotency-Key", "buy-1");
        member.post("/api/streams/" + one + "/enroll").expect(201);
        member.post("/api/streams/" + one + "/enroll").expect(200);
        member.post("/api/streams/" + two + "/enroll").expect(409, "idempotency_key_reused");
        assertThat(balance(member)).isEqualTo(45);
    }

    @Test
    void two_people_may_use_the_same_key() {
        String id = classes.create("Same key", 5);
        SERVER.newMember()
                .with("Idempotency-Key", "mine")
                .post("/api/streams/" + id + "/enroll")
                .expect(201);
        SERVER.newMember()
                .with("Idempotency-Key", "mine")
                .post("/api/streams/" + id + "/enroll")
                .expect(201);
    }

    @Test
    void somebody_with_too_few_tokens_is_told_balance_and_price_and_keeps_them() {
        String id = classes.create("Dear", 20);
        Answer answer = SERVER.as("ben").post("/api/streams/" + id + "/enroll").expect(402, "insufficient_tokens");
        assertThat(answer.json().path("balance").asLong()).isEqualTo(5);
        assertThat(answer.json().path("price").asLong()).isEqualTo(20);
        assertThat(answer.json().path("detail").asText()).contains("15 more");
        assertThat(balance(SERVER.as("ben"))).isEqualTo(5);
    }

    @Test
    void a_price_other_than_the_one_shown_is_told_and_not_charged() {
        String id = classes.create("Changed", 20);
        Client member = SERVER.newMember();
        Answer answer = member.post("/api/streams/" + id + "/enroll", Map.of("expectedPrice", 10))
                .expect(409, "price_changed");
        assertThat(answer.json().path("price").asLong()).isEqualTo(20);
        assertThat(balance(member)).isEqualTo(50);
        member.post("/api/streams/" + id + "/enroll", Map.of("expectedPrice", 20))
                .expect(201);
        member.post("/api/streams/" + id + "/enroll", Map.of("expectedPrice", -1))
                .expect(422, "validation_failed");
    }

    @Test
    void the_last_seat_is_sold_once() {
        String id = classes.createWithSeats("Two seats", 1, 2);
        SERVER.newMember().post("/api/streams/" + id + "/enroll").expect(201);
        SERVER.newMember().post("/api/streams/" + id + "/enroll").expect(201);
        Client late = SERVER.newMember();
        late.post("/api/streams/" + id + "/enroll").expect(409, "sold_out");
        assertThat(balance(late)).isEqualTo(50);
        assertThat(SERVER.anonymous()
                        .get("/api/streams/" + id)
                        .json()
                        .path("seatsLeft")
                        .asInt())
                .isZero();
    }

    @Test
    void nobody_buys_without_signing_in_and_no_instructor_buys_the_own_class() {
        String id = classes.create("Mine", 5);
        SERVER.anonymous().post("/api/streams/" + id + "/enroll").expect(401, "unauthenticated");
        classes.coach().post("/api/streams/" + id + "/enroll").expect(409, "own_class");
    }

    @Test
    void a_class_that_is_over_sells_nothing() {
        String id = classes.live("Over", 5);
        classes.coach().post("/api/instructor/streams/" + id + "/end").expect(200);
        SERVER.newMember().post("/api/streams/" + id + "/enroll").expect(409, "enrollment_closed");
    }

    @Test
    void a_seat_given_back_before_the_start_gives_the_tokens_back() {
        String id = classes.create("Given back", 20);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        JsonNode back =
                member.delete("/api/streams/" + id + "/enroll").expect(200).json();
        assertThat(back.path("refunded").asLong()).isEqualTo(20);
        assertThat(back.path("newBalance").asLong()).isEqualTo(50);
        member.delete("/api/streams/" + id + "/enroll").expect(409, "not_enrolled");
        member.post("/api/streams/" + id + "/enroll").expect(201);
        assertThat(balance(member)).isEqualTo(30);
    }

    @Test
    void a_seat_in_a_class_that_runs_stays() {
        String id = classes.live("Running", 20);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        member.delete("/api/streams/" + id + "/enroll").expect(409, "cancellation_not_allowed");
        SERVER.anonymous().delete("/api/streams/" + id + "/enroll").expect(401, "unauthenticated");
        assertThat(balance(member)).isEqualTo(30);
    }

    @Test
    void a_person_sees_the_own_seats_and_payments() {
        String id = classes.create("Listed", 20);
        Client member = SERVER.newMember();
        String transaction = member.post("/api/streams/" + id + "/enroll")
                .expect(201)
                .json()
                .path("transactionId")
                .asText();
        JsonNode seats = member.get("/api/me/enrollments").expect(200).json().path("enrollments");
        assertThat(seats).hasSize(1);
        assertThat(seats.get(0).path("transactionId").asText()).isEqualTo(transaction);
        assertThat(seats.get(0).path("stream").path("title").asText()).isEqualTo("Listed");
        JsonNode history =
                member.get("/api/tokens/transactions").expect(200).json().path("transactions");
        assertThat(history.findValuesAsText("transactionId")).contains(transaction);
        assertThat(history.get(0).path("change").asLong()).isEqualTo(-20);
        SERVER.anonymous().get("/api/me/enrollments").expect(401, "unauthenticated");
        SERVER.anonymous().get("/api/tokens/transactions").expect(401, "unauthenticated");
        SERVER.anonymous().get("/api/tokens/balance").expect(401, "unauthenticated");
    }

    @Test
    void a_flood_of_purchases_is_slowed_down() {
        String id = classes.create("Flooded", 0);
        Client member = SERVER.newMember();
        List<Integer> statuses = IntStream.range(0, 40)
                .mapToObj(i -> member.post("/api/streams/" + id + "/enroll").status())
                .toList();
        assertThat(statuses).contains(429);
    }
}
