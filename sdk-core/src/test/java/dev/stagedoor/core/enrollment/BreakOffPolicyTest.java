package dev.stagedoor.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakOffPolicyTest {
    @ParameterizedTest(name = "{1} of {0} minutes, {2} paid: full below 50 % gives {3}, pro rata below 80 % gives {4}")
    @CsvSource({
        "60, 60, 30,  0,  0",
        "60, 48, 30,  0,  0",
        "60, 47, 30,  0,  7",
        "60, 30, 30,  0, 15",
        "60, 29, 30, 30, 16",
        "60,  1, 30, 30, 30",
        "60,  0, 30, 30, 30",
        "60, 30,  1,  0,  1",
        "90, 60,  7,  0,  3",
        "60,  0, 1000000000000, 1000000000000, 1000000000000"
    })
    void what_is_paid_back(long planned, long delivered, long paid, long full, long proRata) {
        Duration length = Duration.ofMinutes(planned);
        Duration given = Duration.ofMinutes(delivered);
        assertThat(BreakOffPolicy.fullBelow(50).refund(length, given, Tokens.of(paid)))
                .isEqualTo(Tokens.of(full));
        assertThat(BreakOffPolicy.proRataBelow(80).refund(length, given, Tokens.of(paid)))
                .isEqualTo(Tokens.of(proRata));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void a_share_is_0_to_100_percent(int percent) {
        assertThatThrownBy(() -> BreakOffPolicy.fullBelow(percent)).hasMessageStartingWith("percent");
        assertThatThrownBy(() -> BreakOffPolicy.proRataBelow(percent)).hasMessageStartingWith("percent");
    }
}
