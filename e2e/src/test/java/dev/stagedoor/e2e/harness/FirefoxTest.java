package dev.stagedoor.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class FirefoxTest {

    @Test
    void firefox_evaluates_scripts_in_its_tab() {
        try (Firefox firefox = Firefox.start()) {
            firefox.open("data:text/html,<title>here</title>");

            assertThat(firefox.evaluate("async () => JSON.stringify({title: document.title})")
                            .path("title")
                            .asText())
                    .isEqualTo("here");
        }
    }
}
