package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stagedoor.cloudflare.stream.CheckReport.Line;
import dev.stagedoor.cloudflare.stream.CheckReport.Outcome;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.cloudflare.Faults;
import dev.stagedoor.testkit.cloudflare.LocalCloudflare;
import dev.stagedoor.testkit.fault.Fault;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountCheckTest {
    private static final Pattern SECRET =
            Pattern.compile("[0-9a-f]{32}k[0-9a-f]{32}|eyJ[0-9A-Za-z_-]+\\.|emulator-token");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T09:00:00Z"));
    private final LocalCloudflare local = LocalCloudflare.builder().clock(clock).start();
    private final CloudflareStream stream = client(LocalCloudflare.API_TOKEN);

    private CloudflareStream client(String apiToken) {
        return CloudflareStream.builder(LocalCloudflare.ACCOUNT_ID, apiToken)
                .baseUrl(local.apiBase())
                .clock(clock)
                .sleeper(clock::advance)
                .build();
    }

    @AfterEach
    void close() {
        local.close();
    }

    private CheckReport check() {
        return AccountCheck.of(stream, Optional.empty(), Optional.empty(), clock)
                .run();
    }

    private static Line line(CheckReport report, String check) {
        return report.lines().stream()
                .filter(it -> it.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line about " + check + " in\n" + report));
    }

    @Test
    void nothing_fails_at_a_healthy_account() {
        CheckReport report = check();

        assertThat(report.lines())
                .filteredOn(it -> it.outcome() == Outcome.FAILED)
                .isEmpty();
        assertThat(report.passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "API token,active",
        "call without a token,answered 40",
        "subscription and storage,1000 of 1000 minutes are left",
        "idempotency key,the same live input again",
        "retention floor,10060",
        "WHEP without a token,answered 401",
        "WHEP with a forged token,answered 401",
        "WHEP before the start,answered 409",
        "HLS with a token,answered 204",
        "lifecycle with a token,answered 200",
        "cross-origin access to WHIP,llow-",
        "WHIP to a disabled live input,is refused with 403",
        "rotation of keys,another one",
        "deletion of the live input,deleted",
        "idempotency key after deletion,answered 409"
    })
    void each_check_says_what_it_found(String check, String words) {
        Line line = line(check(), check);

        assertThat(line.outcome()).isEqualTo(Outcome.OK);
        assertThat(line.words()).contains(words);
    }

    @Test
    void what_takes_media_is_listed_as_unproven() {
        assertThat(line(check(), "recording of WHIP broadcasts").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void nothing_is_left_behind() {
        check();

        assertThat(stream.liveInputs().list().liveInputs()).isEmpty();
        assertThat(stream.signingKeys().list()).isEmpty();
    }

    @Test
    void nothing_that_was_there_is_touched() {
        LiveInput input = stream.liveInputs()
                .create(LiveInputSettings.builder().name(AccountCheck.NAME).build());
        SigningKey key = stream.signingKeys().create();

        check();

        assertThat(stream.liveInputs().find(input.uid())).contains(input);
        assertThat(stream.signingKeys().list()).extracting(SigningKey::id).containsExactly(key.id());
    }

    @Test
    void a_given_signer_and_media_host_are_tried_instead_of_own_ones() {
        SigningKey key = stream.signingKeys().create();
        ViewerTokens tokens = ViewerTokens.of(key.id(), key.pem().orElseThrow(), clock);

        CheckReport report = AccountCheck.of(
                        stream, Optional.of(tokens), Optional.of(MediaUrls.at(local.mediaBase())), clock)
                .run();

        assertThat(report.passed()).isTrue();
        assertThat(line(report, "media host").outcome()).isEqualTo(Outcome.OK);
        assertThat(report.lines()).extracting(Line::check).doesNotContain("creation of a signing key");
    }

    @Test
    void a_signer_whose_key_is_not_the_accounts_fails() {
        ViewerTokens foreign = ViewerTokens.of("foreign", TestKeys.pkcs8(), clock);

        CheckReport report = AccountCheck.of(stream, Optional.of(foreign), Optional.empty(), clock)
                .run();

        assertThat(line(report, "WHEP before the start").words()).isEqualTo("answered 401 instead of 409");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void the_media_host_of_another_account_fails() {
        CheckReport report = AccountCheck.of(
                        stream,
                        Optional.empty(),
                        Optional.of(MediaUrls.at(URI.create(local.mediaBase() + "-other"))),
                        clock)
                .run();

        assertThat(line(report, "media host").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_wrong_api_token_fails_and_the_rest_is_skipped() {
        CheckReport report = AccountCheck.of(client("wrong"), Optional.empty(), Optional.empty(), clock)
                .run();

        assertThat(line(report, "API token").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(line(report, "signed URLs").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void an_account_without_a_subscription_is_told_so() {
        local.faults()
                .next(
                        Faults.callsOf("GET", "/stream/storage-usage"),
                        Fault.replyBefore(
                                403,
                                "Content-Type: application/json",
                                "{\"result\":null,\"success\":false,\"errors\":[{\"code\":10002,\"message\":\"no\"}],\"messages\":null}"));

        assertThat(line(check(), "subscription and storage").words())
                .isEqualTo("the account has no Stream subscription");
    }

    @Test
    void what_a_fault_in_the_middle_leaves_is_cleaned_up() {
        local.faults().next(Faults.callsOf("POST", "/stream/live_inputs/*/rotate_keys"), Fault.DROP_AFTER);
        local.faults().next(Faults.callsOf("GET", "/stream/live_inputs/*/videos"), Fault.statusBefore(400));

        CheckReport report = check();

        assertThat(report.passed()).isFalse();
        assertThat(stream.liveInputs().list().liveInputs()).isEmpty();
        assertThat(stream.signingKeys().list()).isEmpty();
    }

    @Test
    void what_cannot_be_cleaned_up_is_named() {
        local.faults().plan(Faults.callsOf("DELETE", "/stream/keys/*"), () -> Fault.statusBefore(400));

        CheckReport report = check();

        assertThat(line(report, "cleaning up").words())
                .contains("signing key " + stream.signingKeys().list().get(0).id(), "by hand");
    }

    @Test
    void an_interrupt_ends_the_check_and_it_cleans_up_all_the_same() {
        local.faults()
                .plan(Faults.callsOf("GET", "/stream/live_inputs/*/videos"), new Interruption(Thread.currentThread()));

        check();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stream.liveInputs().list().liveInputs()).isEmpty();
    }

    /** Interrupts the caller once, while it waits for an answer. */
    private static final class Interruption implements dev.stagedoor.testkit.fault.FaultPlan {
        private final Thread caller;

        Interruption(Thread caller) {
            this.caller = caller;
        }

        @Override
        public Fault next() {
            caller.interrupt();
            return Fault.NONE;
        }
    }

    @Test
    void the_report_holds_no_secret() {
        assertThat(check().toString()).doesNotContainPattern(SECRET);
    }

    @Test
    void a_check_runs_once() {
        AccountCheck check = AccountCheck.of(stream, Optional.empty(), Optional.empty(), clock);
        check.run();

        assertThatIllegalStateException().isThrownBy(check::run);
    }
}
