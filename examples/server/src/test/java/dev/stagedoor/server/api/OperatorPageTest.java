package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import dev.stagedoor.server.TestServer;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import dev.stagedoor.testkit.tokens.TokenApiServer;
import dev.stagedoor.testkit.tokens.TokenBank;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperatorPageTest {

    private static final String API_KEY = "a-key-of-the-token-api";
    private static final String SECRET = "a-long-operator-secret";
    private static final String HOME = "/operator/payments";
    private static final TokenApiServer TOKENS = TokenApiServer.start(new TokenBank(false), API_KEY);

    @RegisterExtension
    static final TestServer SERVER = new TestServer(
            builder -> builder.variable("TOKENS_API_URL", TOKENS.baseUrl().toString())
                    .variable("TOKENS_API_KEY", API_KEY)
                    .variable("CRON_SECRET", SECRET));

    @RegisterExtension
    static final TestServer WITHOUT_SECRET = new TestServer();

    @RegisterExtension
    static final TestServer OTHER_SECRET =
            new TestServer(builder -> builder.variable("CRON_SECRET", "another-operator-secret"));

    @RegisterExtension
    static final TestServer GUESSED = new TestServer(builder -> builder.variable("CRON_SECRET", SECRET));

    @AfterAll
    static void stop() {
        TOKENS.close();
    }

    /** A browser's tab: keeps cookies, and sends forms with the token of the page that it got last. */
    private static final class Tab {
        private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" content=\"([^\"]*)\"");

        private final TestServer server;
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private String csrf = "";

        Tab(TestServer server) {
            this.server = server;
        }

        Answer get(String path) {
            return keep(client().get(path));
        }

        Answer post(String path, Map<String, String> fields) {
            Map<String, String> all = new LinkedHashMap<>(fields);
            all.putIfAbsent("_csrf", csrf);
            String body = all.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return keep(client().send("POST", path, body, "application/x-www-form-urlencoded"));
        }

        private Client client() {
            Client client = server.anonymous().with("Accept", "text/html");
            String all = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            return all.isEmpty() ? client : client.with("Cookie", all);
        }

        private Answer keep(Answer answer) {
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            Matcher token = TOKEN.matcher(answer.text());
            csrf = token.find() ? token.group(1) : csrf;
            return answer;
        }

        Tab open() {
            get("/operator/login").expect(200);
            assertThat(leadsTo(post("/operator/login", Map.of("secret", SECRET))))
                    .isEqualTo(HOME);
            return this;
        }
    }

    private static String leadsTo(Answer answer) {
        return answer.expect(303).header("Location").replaceFirst("^https?://[^/]+", "");
    }

    private static String unclearPayment() {
        Client member = SERVER.newMember();
        TOKENS.bank().fund(member.get("/api/me").json().path("userId").asText(), 100);
        String stream = new Classes(SERVER).create("<b>A class</b>", 20);
        TOKENS.plan(FaultPlan.script(Fault.DROP_AFTER));
        member.post("/api/streams/" + stream + "/enroll").expect(202);
        SERVER.advance(Duration.ofMinutes(5));
        Client operator = SERVER.anonymous().with("Authorization", "Bearer " + SECRET);
        operator.get("/api/cron/reconcile-enrollments").expect(200);
        for (JsonNode payment : operator.get("/api/operator/payments").json().path("payments")) {
            if (payment.path("streamId").asText().equals(stream)) {
                return payment.path("id").asText();
            }
        }
        throw new AssertionError("no payment waits for a person in class " + stream);
    }

    @Test
    void without_a_pass_every_page_leads_to_the_door_and_back() {
        Tab tab = new Tab(SERVER);
        assertThat(leadsTo(tab.get(HOME))).isEqualTo("/operator/login?next=%2Foperator%2Fpayments");
        String decision = HOME + "/" + unclearPayment() + "/moved";
        assertThat(leadsTo(tab.get(decision))).startsWith("/operator/login?next=%2Foperator%2Fpayments%2F");
        tab.get("/operator/login?next=" + decision).expect(200);
        assertThat(leadsTo(tab.post("/operator/login", Map.of("secret", SECRET, "next", decision))))
                .isEqualTo(decision);
        assertThat(leadsTo(tab.post("/operator/login", Map.of("secret", SECRET, "next", "//evil.example"))))
                .isEqualTo(HOME);
    }

    @Test
    void the_pass_is_out_of_reach_of_scripts_and_other_sites() {
        Tab tab = new Tab(SERVER);
        tab.get("/operator/login");
        Answer opened = tab.post("/operator/login", Map.of("secret", SECRET));
        assertThat(opened.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("stagedoor_operator=")
                        .contains("HttpOnly", "SameSite=Lax")
                        .doesNotContain(SECRET));
    }

    @Test
    void a_pass_ends_when_the_secret_changes_when_it_is_old_and_when_it_is_given_back() {
        Tab tab = new Tab(SERVER).open();
        Tab elsewhere = new Tab(OTHER_SECRET);
        elsewhere.cookies.putAll(tab.cookies);
        assertThat(leadsTo(elsewhere.get(HOME))).startsWith("/operator/login");
        tab.get(HOME).expect(200);
        SERVER.advance(Duration.ofHours(13));
        assertThat(leadsTo(tab.get(HOME))).startsWith("/operator/login");
        tab.open().get(HOME).expect(200);
        assertThat(leadsTo(tab.post("/operator/lock", Map.of()))).isEqualTo("/operator/login?notice=operator-closed");
        assertThat(leadsTo(tab.get(HOME))).startsWith("/operator/login");
    }

    @Test
    void a_wrong_secret_is_refused_and_after_ten_even_the_right_one_waits() {
        Tab tab = new Tab(GUESSED);
        tab.get("/operator/login");
        for (int i = 0; i < 10; i++) {
            assertThat(tab.post("/operator/login", Map.of("secret", "guess-" + i))
                            .expect(422)
                            .text())
                    .contains("This is not the operator secret.")
                    .doesNotContain("guess-");
        }
        tab.post("/operator/login", Map.of("secret", SECRET)).expect(429);
        assertThat(tab.cookies).doesNotContainKey("stagedoor_operator");
    }

    @Test
    void where_no_secret_is_set_there_is_no_page() {
        Tab tab = new Tab(WITHOUT_SECRET);
        for (String path : new String[] {HOME, "/operator/login", HOME + "/x/moved"}) {
            assertThat(tab.get(path).expect(404).text()).contains("CRON_SECRET");
        }
        tab.post("/operator/login", Map.of("secret", "")).expect(404);
        assertThat(tab.cookies).doesNotContainKey("stagedoor_operator");
    }

    @Test
    void a_decision_is_taken_once() {
        String decide = HOME + "/" + unclearPayment() + "/moved";
        Tab tab = new Tab(SERVER).open();
        assertThat(tab.get(HOME).expect(200).text())
                .contains(decide, "Somebody", "20 tokens", "&lt;b>A class&lt;/b>")
                .doesNotContain("<b>A class");
        assertThat(tab.get(decide).expect(200).text()).contains("becomes Somebody’s", "Transaction");
        assertThat(tab.post(decide, Map.of("decidedBy", "Olga")).expect(422).text())
                .contains("Enter the transaction’s id", "value=\"Olga\"");
        Map<String, String> filled = Map.of("decidedBy", "Olga", "transactionId", "tx-9");
        assertThat(leadsTo(tab.post(decide, filled))).isEqualTo(HOME + "?notice=decided");
        assertThat(leadsTo(tab.post(decide, filled))).isEqualTo(HOME + "?notice=decided-before");
        assertThat(leadsTo(tab.get(decide))).isEqualTo(HOME + "?notice=decided-before");
        assertThat(tab.get(HOME + "?notice=decided-before").text())
                .contains("Nothing was changed.")
                .doesNotContain(decide)
                .containsOnlyOnce("They were charged</b> as <code>tx-9</code>")
                .containsPattern("Olga</bdi>[^·]*· operator page, pass [0-9a-f]{8} · ");
    }

    @Test
    void not_charged_frees_the_seat() {
        String decide = HOME + "/" + unclearPayment() + "/not-moved";
        Tab tab = new Tab(SERVER).open();
        assertThat(tab.get(decide).expect(200).text()).contains("is free again");
        assertThat(leadsTo(tab.post(decide, Map.of("decidedBy", "Olga")))).isEqualTo(HOME + "?notice=decided");
        assertThat(leadsTo(tab.post(decide.replace("not-moved", "moved"), Map.of("decidedBy", "Olga"))))
                .isEqualTo(HOME + "?notice=decided-before");
    }

    @Test
    void a_form_without_the_token_of_the_browser_decides_nothing() {
        String decide = HOME + "/" + unclearPayment() + "/not-moved";
        Tab tab = new Tab(SERVER).open();
        tab.post(decide, Map.of("decidedBy", "Olga", "_csrf", "x".repeat(43))).expect(403);
        assertThat(tab.get(HOME).text()).contains(decide);
    }

    @Test
    void members_and_instructors_without_a_pass_get_nothing() {
        String decide = HOME + "/" + unclearPayment() + "/not-moved";
        for (Client somebody : new Client[] {SERVER.newMember(), SERVER.coach()}) {
            assertThat(leadsTo(somebody.get(HOME))).startsWith("/operator/login");
            assertThat(leadsTo(somebody.send("POST", decide, "decidedBy=me", "application/x-www-form-urlencoded")))
                    .startsWith("/operator/login");
        }
        assertThat(new Tab(SERVER).open().get(HOME).text()).contains(decide);
    }

    @Test
    void a_payment_that_does_not_exist_is_not_found() {
        Tab tab = new Tab(SERVER).open();
        tab.get(HOME + "/00000000-0000-7000-8000-000000000001/moved").expect(404);
        tab.get(HOME + "/nonsense/moved").expect(404);
    }
}
