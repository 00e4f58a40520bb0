package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class OutputsTest extends StreamTest {
    private static final String OUTPUTS = "/live_inputs/" + UID + "/outputs";
    private static final String OUTPUT = "{'uid':'out1','url':'rtmps://a.example/live','streamKey':'k','enabled':true}";

    @Test
    void an_output_is_added() {
        answers("POST", OUTPUTS, ok(OUTPUT));

        Output output =
                stream.liveInputs().addOutput(UID, OutputSettings.of(URI.create("rtmps://a.example/live"), "k"));

        assertThat(onlyCall()).isEqualTo("POST " + OUTPUTS);
        assertSent("{'url':'rtmps://a.example/live','streamKey':'k','enabled':true}");
        assertThat(output.uid()).isEqualTo("out1");
        assertThat(output.url()).contains(URI.create("rtmps://a.example/live"));
        assertThat(output.streamKey()).contains("k");
        assertThat(output.enabled()).isTrue();
    }

    @Test
    void outputs_are_listed() {
        answers("GET", OUTPUTS, ok("[" + OUTPUT + "]"));

        assertThat(stream.liveInputs().outputs(UID)).extracting(Output::uid).containsExactly("out1");
        assertThat(onlyCall()).isEqualTo("GET " + OUTPUTS);
    }

    @Test
    void an_output_is_switched_by_enabled_alone() {
        answers("PUT", OUTPUTS + "/out1", ok("{'uid':'out1','enabled':false}"));

        assertThat(stream.liveInputs().enableOutput(UID, "out1", false).enabled())
                .isFalse();
        assertThat(onlyCall()).isEqualTo("PUT " + OUTPUTS + "/out1");
        assertSent("{'enabled':false}");
    }

    @Test
    void an_output_is_deleted() {
        answers("DELETE", OUTPUTS + "/out1", aResponse().withStatus(200));

        assertThat(stream.liveInputs().deleteOutput(UID, "out1")).isTrue();
        assertThat(onlyCall()).isEqualTo("DELETE " + OUTPUTS + "/out1");
    }

    @Test
    void an_output_that_is_gone_is_no_fault_of_a_deletion() {
        answers("DELETE", OUTPUTS + "/out1", notFound());

        assertThat(stream.liveInputs().deleteOutput(UID, "out1")).isFalse();
    }

    @Test
    void an_output_to_a_web_page_is_refused() {
        assertThatThrownBy(() -> OutputSettings.of(URI.create("https://a.example/live"), "k"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
