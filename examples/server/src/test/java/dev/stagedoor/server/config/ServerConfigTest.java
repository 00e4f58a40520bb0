package dev.stagedoor.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {

    private static void refuses(Map<String, String> variables, String... words) {
        assertThatThrownBy(() -> ServerConfig.from(variables))
                .isInstanceOf(ConfigException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(words));
    }

    @Test
    void nothing_set_gives_an_embedded_database_and_no_secret() {
        ServerConfig config = ServerConfig.from(Map.of());
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.demo()).isFalse();
        assertThat(config.databaseUrl()).startsWith("jdbc:h2:file:");
        assertThat(config.devicesPerSeat()).isEqualTo(3);
        assertThat(config.instructorAccessToken()).isEmpty();
        assertThat(config.cronSecret()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STAGEDOOR_PORT, 70000",
        "STAGEDOOR_PORT, eighty",
        "STAGEDOOR_MEDIA_PORT, -1",
        "STAGEDOOR_DEMO, yes",
        "STAGEDOOR_DEVICES_PER_SEAT, 0",
        "STAGEDOOR_DATABASE_URL, mysql://x",
        "STAGEDOOR_PUBLIC_URL, classes.example.com",
        "STAGEDOOR_PUBLIC_URL, https://example.com/path",
        "STAGEDOOR_MEDIA_ADVERTISED_ADDRESS, example.com",
        "STAGEDOOR_MEDIA_ADVERTISED_ADDRESS, 999.1.1.1",
        "STAGEDOOR_BUY_TOKENS_URL, javascript:alert(1)",
        "STAGEDOOR_BUY_TOKENS_URL, /tokens",
        "STAGEDOOR_BUY_TOKENS_URL, https://shop@example.com/",
        "STAGEDOOR_CLOCK_OFFSET, P8D",
        "INSTRUCTOR_ACCESS_TOKEN, short",
        "CRON_SECRET, short"
    })
    void a_value_that_cannot_be_used_is_named(String name, String value) {
        refuses(Map.of(name, value), name);
    }

    @Test
    void every_wrong_variable_is_named_at_once() {
        refuses(Map.of("STAGEDOOR_PORT", "x", "STAGEDOOR_DEMO", "x"), "STAGEDOOR_PORT", "STAGEDOOR_DEMO");
    }

    @Test
    void a_misspelt_variable_is_refused_with_the_known_ones() {
        refuses(Map.of("STAGEDOOR_PROT", "8080"), "STAGEDOOR_PROT", "STAGEDOOR_PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OIDC_ISSUER", "SMTP_URL"})
    void what_is_not_supported_yet_is_said_and_not_ignored(String name) {
        refuses(Map.of(name, "something"), name, "does not support");
        assertThat(ServerConfig.from(Map.of(name, ""))).isNotNull();
    }

    @Test
    void a_cloudflare_account_is_taken_whole_or_what_is_missing_is_named_and_no_secret_is_shown() {
        Map<String, String> account = Map.of(
                "CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef",
                "CLOUDFLARE_API_TOKEN", "a-secret-token",
                "CLOUDFLARE_STREAM_CUSTOMER_CODE", "abc123");
        ServerConfig config = ServerConfig.from(account);
        assertThat(config.hosted()).isTrue();
        assertThat(config.toString() + config.cloudflare()).doesNotContain("a-secret-token");
        for (String name : account.keySet()) {
            Map<String, String> part = new HashMap<>(account);
            part.remove(name);
            refuses(part, name);
        }
        Map<String, String> key = new HashMap<>(account);
        key.put("CLOUDFLARE_STREAM_SIGNING_KEY", "a-private-key");
        refuses(key, "CLOUDFLARE_STREAM_SIGNING_KEY_ID");
        key.put("CLOUDFLARE_STREAM_SIGNING_KEY_ID", "key1");
        assertThat(ServerConfig.from(key).cloudflare().toString()).doesNotContain("a-private-key");
    }

    @Test
    void with_another_base_url_the_api_says_where_media_is() {
        Map<String, String> elsewhere = Map.of(
                "CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef",
                "CLOUDFLARE_API_TOKEN", "emulator-token",
                "CLOUDFLARE_BASE_URL", "http://localhost:8788/client/v4");
        assertThat(ServerConfig.from(elsewhere).cloudflare().orElseThrow().customerCode())
                .isEmpty();
        Map<String, String> clear = new HashMap<>(elsewhere);
        clear.put("CLOUDFLARE_BASE_URL", "http://api.example.com/client/v4");
        refuses(clear, "CLOUDFLARE_BASE_URL", "https");
    }

    @Test
    void cloudflare_is_emulated_in_demo_mode_only_and_not_beside_an_account() {
        Map<String, String> demo = Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_EMULATE_CLOUDFLARE", "true");
        assertThat(ServerConfig.from(demo).emulatorPort()).hasValue(8788);
        assertThat(ServerConfig.from(Map.of("STAGEDOOR_DEMO", "true")).hosted()).isFalse();
        refuses(Map.of("STAGEDOOR_EMULATE_CLOUDFLARE", "true"), "STAGEDOOR_EMULATE_CLOUDFLARE", "demo");
        Map<String, String> both = new HashMap<>(demo);
        both.put("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef");
        refuses(both, "exclude");
    }

    @Test
    void an_external_token_api_needs_an_address_and_a_key_and_never_shows_the_key() {
        Map<String, String> fine =
                Map.of("TOKENS_API_URL", "https://tokens.example.com/base", "TOKENS_API_KEY", "a-secret-key");
        assertThat(ServerConfig.from(fine).tokensApi()).isPresent();
        assertThat(ServerConfig.from(fine).toString()).doesNotContain("a-secret-key");
        assertThat(ServerConfig.from(fine).tokensApi().toString()).doesNotContain("a-secret-key");
        refuses(Map.of("TOKENS_API_URL", "https://tokens.example.com"), "TOKENS_API_KEY");
        refuses(Map.of("TOKENS_API_KEY", "a-secret-key"), "TOKENS_API_URL");
        refuses(Map.of("TOKENS_API_URL", "http://tokens.example.com", "TOKENS_API_KEY", "k"), "TOKENS_API_URL");
        Map<String, String> noKeyInPath = new HashMap<>(fine);
        noKeyInPath.put("TOKENS_API_LOOKUP_PATH", "/transactions");
        refuses(noKeyInPath, "TOKENS_API_LOOKUP_PATH", "{key}");
    }

    @Test
    void demo_mode_stays_on_this_machine() {
        assertThat(ServerConfig.from(Map.of("STAGEDOOR_DEMO", "true")).bindAddress())
                .isEqualTo("127.0.0.1");
        refuses(
                Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_BIND_ADDRESS", "0.0.0.0"),
                "STAGEDOOR_BIND_ADDRESS",
                "demo");
        refuses(
                Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_PUBLIC_URL", "https://classes.example.com"),
                "STAGEDOOR_PUBLIC_URL",
                "demo");
        refuses(
                Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_MEDIA_ADVERTISED_ADDRESS", "203.0.113.5"),
                "STAGEDOOR_MEDIA_ADVERTISED_ADDRESS");
        assertThat(ServerConfig.from(Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_PUBLIC_URL", "http://localhost:9000/"))
                        .publicUrl())
                .hasToString("Optional[http://localhost:9000]");
    }

    @Test
    void the_demo_may_look_ahead_by_calendar_and_by_clock() {
        ServerConfig months = ServerConfig.from(Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_CLOCK_OFFSET", "P2M"));
        Instant now = Instant.parse("2026-12-31T10:00:00Z");
        assertThat(months.clockOffset().applyTo(() -> now).instant()).isEqualTo("2027-02-28T10:00:00Z");
        ServerConfig hours = ServerConfig.from(Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_CLOCK_OFFSET", "PT36H"));
        assertThat(hours.clockOffset().applyTo(() -> now).instant()).isEqualTo("2027-01-01T22:00:00Z");
        refuses(Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_CLOCK_OFFSET", "8 days"), "STAGEDOOR_CLOCK_OFFSET");
        refuses(Map.of("STAGEDOOR_DEMO", "true", "STAGEDOOR_CLOCK_OFFSET", "-P1D"), "STAGEDOOR_CLOCK_OFFSET");
    }

    @Test
    void secrets_reach_no_log() {
        ServerConfig config = ServerConfig.from(
                Map.of("INSTRUCTOR_ACCESS_TOKEN", "a-long-enough-secret", "CRON_SECRET", "another-long-secret"));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void the_environment_wins_over_the_file(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("stagedoor.properties"), "STAGEDOOR_PORT=9000\nSTAGEDOOR_DEMO=true\n");
        Map<String, String> variables =
                ConfigSource.variables(Map.of("STAGEDOOR_PORT", "9001", "PATH", "/bin"), directory);
        assertThat(variables).containsOnly(Map.entry("STAGEDOOR_PORT", "9001"), Map.entry("STAGEDOOR_DEMO", "true"));
        assertThatThrownBy(() -> ConfigSource.variables(Map.of("STAGEDOOR_CONFIG", "missing.properties"), directory))
                .hasMessageContaining("STAGEDOOR_CONFIG");
    }

    @Test
    void an_unknown_line_of_the_file_is_refused(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("stagedoor.properties"), "port=9000\n");
        refuses(ConfigSource.variables(Map.of(), directory), "port");
    }
}
