package dev.stagedoor.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
    private static final String HEAD = "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\n";

    @Test
    void what_a_section_does_not_say_comes_from_the_session_level() {
        SessionDescription parsed = SessionDescription.parse(HEAD
                + "a=sendonly\na=setup:passive\na=ice-ufrag:abcd\na=ice-pwd:p\na=ice-options:ice2,trickle\na=ice-lite\n"
                + "m=audio 9 X 0\na=recvonly\na=setup:active\nm=video 9 X 96\n");

        MediaDescription audio = parsed.media().get(0);
        MediaDescription video = parsed.media().get(1);
        assertThat(audio.direction()).isEqualTo(Direction.RECVONLY);
        assertThat(audio.setup()).contains(SetupRole.ACTIVE);
        assertThat(video.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(video.setup()).contains(SetupRole.PASSIVE);
        assertThat(video.iceUfrag()).contains("abcd");
        assertThat(video.iceOptions()).containsExactly("ice2", "trickle");
        assertThat(video.isIceLite()).isTrue();
        assertThat(audio.codecs()).extracting(RtpCodec::name).containsExactly("PCMU");
    }

    @Test
    void both_line_ends_and_text_before_the_version_are_read() {
        String crlf = (HEAD + "m=audio 9 X 0\n").replace("\n", "\r\n");

        assertThat(SessionDescription.parse("HTTP noise\r\n\r\n" + crlf).toString())
                .isEqualTo(SessionDescription.parse(HEAD + "m=audio 9 X 0").toString());
    }

    @Test
    void feedback_for_every_payload_type_counts_for_each() {
        SessionDescription parsed = SessionDescription.parse(HEAD
                + "m=video 9 X 96 97\na=rtpmap:96 VP8/90000\na=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n"
                + "a=rtcp-fb:* NACK PLI\na=rtcp-fb:96 nack\n");

        MediaDescription video = parsed.media().get(0);
        assertThat(video.codecs().get(0).feedback()).containsExactly(RtcpFeedback.NACK, RtcpFeedback.NACK_PLI);
        assertThat(video.rtxFor(96)).isEqualTo(97);
        assertThat(video.rtxFor(97)).isEqualTo(-1);
    }

    @Test
    void a_retransmission_group_needs_no_declared_source() {
        SessionDescription parsed = SessionDescription.parse(
                HEAD + "m=video 9 X 96\na=ssrc-group:FID 5 6\na=ssrc:5 cname:x\na=ssrc:5 msid:s t\n");

        MediaDescription video = parsed.media().get(0);
        assertThat(video.primarySsrcs()).containsExactly(5L);
        assertThat(video.rtxSsrcFor(5)).isEqualTo(6);
        assertThat(video.msid()).contains(new Msid("s", "t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "v=0\n",
                "v=0\no=x\nnonsense\n",
                "v=0\no=x\nm=audio\n",
                "v=0\no=x\nm=audio many X 0\n",
                "v=0\no=x\nm=audio 70000 X 0\n",
                "v=0\no=x\na=x\0y\n",
                "v=0\no=x\na=x\ry\n"
            })
    void what_is_not_sdp_is_malformed(String text) {
        assertThatThrownBy(() -> SessionDescription.parse(text))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.reason()).isEqualTo(SdpException.Reason.MALFORMED));
    }

    @Test
    void what_is_too_large_is_said_to_be_so() {
        for (String text : new String[] {
            HEAD + "a=x\n".repeat(40_000),
            HEAD + "a=\n".repeat(5_000),
            HEAD + "m=audio 9 X 0\n".repeat(33),
            HEAD + "m=audio 9 X" + " 1".repeat(200) + "\n",
            HEAD + "m=audio 9 X 0\n" + "a=extmap:1 u\n".repeat(65)
        }) {
            assertThatThrownBy(() -> SessionDescription.parse(text))
                    .isInstanceOfSatisfying(
                            SdpException.class, e -> assertThat(e.reason()).isEqualTo(SdpException.Reason.TOO_LARGE));
        }
    }

    @Test
    void more_candidates_than_allowed_are_dropped() {
        StringBuilder text = new StringBuilder(HEAD + "m=audio 9 X 0\n");
        for (int i = 0; i < 100; i++) {
            text.append("a=candidate:1 1 udp 1 192.0.2.1 ").append(1000 + i).append(" typ host\n");
        }

        assertThat(SessionDescription.parse(text.toString()).media().get(0).candidates())
                .hasSize(SdpLimits.MAX_CANDIDATES);
    }
}
