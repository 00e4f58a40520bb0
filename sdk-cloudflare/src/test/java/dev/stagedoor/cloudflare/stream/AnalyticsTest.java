package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsTest extends StreamTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");

    private static ResponseDefinitionBuilder groups(String groups) {
        return aResponse()
                .withStatus(200)
                .withBody(("{'data':{'viewer':{'accounts':[{'streamMinutesViewedAdaptiveGroups':[" + groups
                                + "]}]}},'errors':null}")
                        .replace('\'', '"'));
    }

    private static String group(String uid, int minutes) {
        return "{'sum':{'minutesViewed':" + minutes + "},'dimensions':{'uid':'" + uid + "'}}";
    }

    private static String uid(int number) {
        return String.format(Locale.ROOT, "%032x", number);
    }

    private static String groups(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(it -> group(uid(it), it))
                .collect(Collectors.joining(","));
    }

    private static JsonNode filter(int request) {
        return json(requests().get(request).getBodyAsString()).path("variables").path("filter");
    }

    private List<MinutesViewed> ask() {
        return stream.analytics().minutesViewed(FIRST, FIRST.plusDays(31), Optional.empty());
    }

    @Test
    void minutes_are_told_by_video() {
        answersInTurn(groups(group("a", 37) + "," + group("b", 0)));

        assertThat(ask()).containsExactly(new MinutesViewed("a", 37), new MinutesViewed("b", 0));
    }

    @Test
    void the_question_names_account_days_and_video() {
        answersInTurn(groups(""));

        stream.analytics().minutesViewed(FIRST, FIRST.plusDays(1), Optional.of(UID));

        JsonNode body = json(onlyRequest().getBodyAsString());
        assertThat(onlyRequest().getUrl()).isEqualTo("/client/v4/graphql");
        assertThat(body.path("query").asText()).contains("streamMinutesViewedAdaptiveGroups", "orderBy: [uid_ASC]");
        assertThat(body.path("variables"))
                .isEqualTo(json("{\"accountTag\":\"" + ACCOUNT
                        + "\",\"filter\":{\"date_geq\":\"2026-11-01\",\"date_lt\":\"2026-11-02\",\"uid\":\"" + UID
                        + "\"}}"));
    }

    @Test
    void a_full_page_is_followed_by_the_next_after_its_last_video() {
        answersInTurn(groups(groups(1, Analytics.PAGE)), groups(groups(Analytics.PAGE + 1, 3)));

        assertThat(ask()).hasSize(Analytics.PAGE + 3).doesNotHaveDuplicates();

        assertThat(filter(0).has("uid_gt")).isFalse();
        assertThat(filter(1).path("uid_gt").asText()).isEqualTo(uid(Analytics.PAGE));
    }

    @Test
    void a_page_that_comes_again_does_not_go_on_forever() {
        answersInTurn(groups(groups(1, Analytics.PAGE)));

        assertThatThrownBy(this::ask).isInstanceOf(CloudflareIoException.class).hasMessageContaining("earlier page");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void errors_with_200_are_no_success() {
        answersInTurn(aResponse()
                .withStatus(200)
                .withBody("{\"data\":null,\"errors\":[{\"message\":\"not authorized for that account\"}]}"));

        assertThatThrownBy(this::ask)
                .isInstanceOf(UnsuccessfulException.class)
                .hasMessageContaining("not authorized for that account");
    }

    @Test
    void figures_beside_errors_are_not_believed() {
        answersInTurn(aResponse()
                .withStatus(200)
                .withBody(("{'data':{'viewer':{'accounts':[{'streamMinutesViewedAdaptiveGroups':[" + group("a", 1)
                                + "]}]}},'errors':[{'message':'partial'}]}")
                        .replace('\'', '"')));

        assertThatThrownBy(this::ask).isInstanceOf(UnsuccessfulException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"data\":{\"viewer\":{\"accounts\":[]}},\"errors\":null}"})
    void an_answer_without_rows_of_the_account_is_unreadable(String body) {
        answersInTurn(aResponse().withStatus(200).withBody(body));

        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(
                        CloudflareIoException.class,
                        it -> assertThat(it.effectUnknown()).isFalse());
    }

    @Test
    void a_question_is_repeated_after_a_server_error() {
        answersInTurn(aResponse().withStatus(502), groups(group("a", 1)));

        assertThat(ask()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 32})
    void an_interval_has_1_to_31_days(int days) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.analytics().minutesViewed(FIRST, FIRST.plusDays(days), Optional.empty()));
        assertThat(requests()).isEmpty();
    }
}
