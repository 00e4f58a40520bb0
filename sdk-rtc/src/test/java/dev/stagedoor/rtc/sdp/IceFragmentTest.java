package dev.stagedoor.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceFragmentTest {
    private static final IceCredentials CREDENTIALS = new IceCredentials("aB3d", "0123456789abcdefghijklmn");
    private static final String LOGIN = "a=ice-ufrag:aB3d\r\na=ice-pwd:0123456789abcdefghijklmn\r\n";
    private static final String HOST = "a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host\r\n";

    @Test
    void what_we_write_we_read() {
        IceFragment written = IceFragment.of(
                CREDENTIALS, List.of(IceCandidate.udpHost(new InetSocketAddress("192.0.2.10", 50000), 1)), true, "0");

        String body = written.write(List.of("0", "1"), MediaKind.AUDIO);

        assertThat(body)
                .startsWith("a=ice-options:trickle\r\na=group:BUNDLE 0 1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0");
        assertThat(IceFragment.parse(body)).isEqualTo(written);
    }

    @Test
    void credentials_at_session_level_and_a_bare_end_mark_are_read() {
        IceFragment fragment =
                IceFragment.parse(LOGIN + "m=audio 9 RTP/AVP 0\r\na=mid:0\r\n" + HOST + "a=end-of-candidates\r\n");

        assertThat(fragment.credentials()).contains(CREDENTIALS);
        assertThat(fragment.candidates()).hasSize(1);
        assertThat(fragment.endOfCandidates()).isTrue();
        assertThat(fragment.mids()).containsExactly("0");
    }

    @Test
    void a_full_media_line_without_a_group_is_read() {
        IceFragment fragment = IceFragment.parse(
                LOGIN + "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98\na=mid:0\n" + HOST + HOST.replace("50000", "50001"));

        assertThat(fragment.candidates()).hasSize(2);
        assertThat(fragment.restarts(CREDENTIALS)).isFalse();
    }

    @Test
    void a_restart_may_come_without_sections() {
        IceFragment fragment = IceFragment.parse("a=ice-ufrag:newU\r\na=ice-pwd:ponmlkjihgfedcba98765432\r\n");

        assertThat(fragment.restarts(CREDENTIALS)).isTrue();
        assertThat(fragment.isStale(CREDENTIALS)).isTrue();
        assertThat(fragment.candidates()).isEmpty();
    }

    @Test
    void a_candidate_repeated_under_every_mid_counts_once_and_component_zero_is_one() {
        String candidate = HOST.replace("1 1 udp", "1 0 udp");
        IceFragment fragment = IceFragment.parse(LOGIN + "m=audio 9 RTP/AVP 0\r\na=mid:0\r\n" + candidate
                + "m=audio 9 RTP/AVP 0\r\na=mid:1\r\n" + candidate);

        assertThat(fragment.candidates()).hasSize(1);
        assertThat(fragment.mids()).containsExactly("0", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=candidate:\r\n", "a=\r\n", "a=end-of-candidates\r\n"})
    void every_end_mark_is_read(String mark) {
        assertThat(IceFragment.parse(LOGIN + "m=audio 9 X 0\r\na=mid:0\r\n" + mark)
                        .endOfCandidates())
                .isTrue();
    }

    @Test
    void useless_candidates_are_dropped_and_the_good_one_beside_them_is_kept() {
        IceFragment fragment = IceFragment.parse(LOGIN + "m=audio 9 X 0\r\na=mid:0\r\n" + HOST
                + "a=candidate:1 2 udp 1 192.0.2.10 50001 typ host\r\n"
                + "a=candidate:1 1 udp 1 0b5f.local 50001 typ host\r\n"
                + "a=candidate:1 1 sctp 1 192.0.2.10 50001 typ host\r\n"
                + "a=candidate:1 1 udp 1 192.0.2.10 0 typ host\r\n"
                + "a=candidate:1 1 udp 1 192.0.2.10 50009 typ host generation 0 ufrag othr\r\n");

        assertThat(fragment.candidates()).extracting(c -> c.address().getPort()).containsExactly(50000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", "12", "example.org", "fe80::1%eth0"})
    void an_address_that_is_no_literal_is_dropped_and_never_looked_up(String address) {
        assertThat(IceFragment.parse(LOGIN + HOST.replace("192.0.2.10", address))
                        .candidates())
                .isEmpty();
        assertThat(IceFragment.parse(LOGIN + HOST.replace("192.0.2.10", "2001:db8::1"))
                        .candidates())
                .hasSize(1);
    }

    @Test
    void credentials_of_a_section_win_over_those_of_the_session() {
        IceFragment fragment = IceFragment.parse("a=ice-ufrag:xxxx\r\na=ice-pwd:xxxxxxxxxxxxxxxxxxxxxx\r\n"
                + "m=audio 9 X 0\r\na=mid:0\r\n" + LOGIN + HOST);

        assertThat(fragment.credentials()).contains(CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "a=ice-ufrag:abc\r\na=ice-pwd:0123456789abcdefghijklmn\r\n",
                "a=ice-ufrag:abcd\r\n",
                "a=candidate:1 1 udp 1 192.0.2.1\r\n",
                "a=candidate:1 1 udp 1 192.0.2.1 many typ host\r\n",
                "a=candidate:1 1 udp 1 192.0.2.1 1\0 typ host\r\n",
                "a=mid:0\r\n"
            })
    void what_is_no_fragment_is_malformed(String body) {
        assertThatThrownBy(() -> IceFragment.parse(body))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.reason()).isEqualTo(SdpException.Reason.MALFORMED));
    }

    @Test
    void a_body_of_a_megabyte_is_too_large() {
        assertThatThrownBy(() -> IceFragment.parse(HOST.repeat(20_000)))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.reason()).isEqualTo(SdpException.Reason.TOO_LARGE));
    }
}
