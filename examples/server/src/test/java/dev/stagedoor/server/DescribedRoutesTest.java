package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DescribedRoutesTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Set<String> api(Set<String> routes) {
        return routes.stream().filter(route -> route.contains(" /api/")).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_route_of_the_api_is_described_and_everything_described_is_there() {
        assertThat(api(SERVER.server().routes())).isNotEmpty().isEqualTo(api(Description.operations()));
    }

    @Test
    void every_described_route_outside_the_api_is_there() {
        assertThat(SERVER.server().routes()).containsAll(Description.operations());
    }

    @Test
    void the_description_is_served() {
        Client.Answer answer = SERVER.anonymous().get("/openapi.json").expect(200);
        assertThat(answer.json().path("openapi").asText()).startsWith("3.1");
    }
}
