package dev.stagedoor.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.RecordingId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayTokensTest {
    private static final ReplayToken TOKEN = new ReplayToken(
            new RecordingId(new UUID(-1, 2)), new UserId(new UUID(3, -4)), Instant.parse("2026-03-08T10:00:00.123Z"));

    private final ReplayTokens tokens = new ReplayTokens(new byte[32]);

    @Test
    void what_was_signed_is_read() {
        assertThat(tokens.read(tokens.sign(TOKEN))).contains(TOKEN);
    }

    @Test
    void a_token_needs_no_escaping_in_a_url() {
        assertThat(tokens.sign(TOKEN)).matches("[A-Za-z0-9_.-]{98}");
    }

    @Test
    void a_token_of_another_secret_is_not_ours() {
        byte[] other = new byte[32];
        other[31] = 1;

        assertThat(new ReplayTokens(other).read(tokens.sign(TOKEN))).isEmpty();
    }

    @Test
    void no_changed_character_goes_unnoticed() {
        String text = tokens.sign(TOKEN);
        for (int i = 0; i < text.length(); i++) {
            for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.".toCharArray()) {
                String changed = text.substring(0, i) + other + text.substring(i + 1);
                assertThat(tokens.read(changed).isPresent())
                        .as("character %d to %s", i, other)
                        .isEqualTo(changed.equals(text));
            }
        }
    }

    @Test
    void other_text_is_not_ours() {
        String text = tokens.sign(TOKEN);

        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read(".")).isEmpty();
        assertThat(tokens.read(text + "A")).isEmpty();
        assertThat(tokens.read(text.substring(1))).isEmpty();
        assertThat(tokens.read("ä".repeat(98))).isEmpty();
        assertThat(tokens.read(".".repeat(98))).isEmpty();
        assertThat(tokens.read("A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void a_short_secret_is_refused() {
        assertThatThrownBy(() -> new ReplayTokens(new byte[15]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16 bytes");
    }
}
