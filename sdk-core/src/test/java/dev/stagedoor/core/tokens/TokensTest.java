package dev.stagedoor.core.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Tokens.MAX + 1, Long.MAX_VALUE})
    void an_amount_out_of_range_does_not_exist(long amount) {
        assertThatThrownBy(() -> Tokens.of(amount)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void amounts_never_go_below_zero() {
        assertThat(Tokens.of(5).minus(Tokens.of(5))).isEqualTo(Tokens.ZERO);
        assertThatThrownBy(() -> Tokens.of(5).minus(Tokens.of(6))).isInstanceOf(IllegalArgumentException.class);
    }
}
