package dev.stagedoor.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    private static final String FINGERPRINT = "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB\r\n";
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\n"
            + "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=setup:actpass\r\n" + FINGERPRINT;
    private static final String AUDIO =
            "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendonly\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\n";
    private static final String VIDEO =
            "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendonly\r\na=rtcp-mux\r\na=rtpmap:96 VP8/90000\r\n";
    private static final String DATA = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n";

    private static Negotiation publish(String offer) {
        return WhipAnswerer.builder().build().negotiate(SessionDescription.parse(offer));
    }

    private static Negotiation.Refused refusal(Negotiation outcome) {
        return outcome.fold(
                accepted -> {
                    throw new AssertionError("accepted");
                },
                refused -> refused);
    }

    private static Negotiation.Accepted agreement(Negotiation outcome) {
        return outcome.fold(accepted -> accepted, refused -> {
            throw new AssertionError(refused.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"recvonly", "inactive"})
    void a_publisher_that_does_not_send_is_refused(String direction) {
        Negotiation.Refused refused = refusal(publish(HEAD + AUDIO + VIDEO.replace("sendonly", direction)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("direction_not_allowed");
        assertThat(refused.reason()).contains("video").contains(direction);
    }

    @Test
    void a_second_video_track_refuses_the_whole_offer() {
        Negotiation.Refused refused = refusal(publish(HEAD + VIDEO + VIDEO.replace("mid:1", "mid:2")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("too_many_tracks");
    }

    @Test
    void one_section_with_unknown_codecs_refuses_the_whole_offer() {
        Negotiation.Refused refused = refusal(publish(HEAD + AUDIO + VIDEO.replace("VP8", "H263")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("unsupported_codec");
        assertThat(refused.reason()).contains("H263").contains("VP8");
    }

    @Test
    void a_data_channel_cannot_be_published() {
        assertThat(refusal(publish(HEAD + AUDIO + DATA)).code()).isEqualTo("unsupported_media");
    }

    @Test
    void an_offer_without_media_is_refused() {
        assertThat(refusal(publish(HEAD)).code()).isEqualTo("no_media");
        assertThat(refusal(publish(HEAD + AUDIO.replace("audio 9", "audio 0"))).code())
                .isEqualTo("no_media");
    }

    @Test
    void two_sections_outside_of_a_bundle_are_refused() {
        String offer = (HEAD + AUDIO + VIDEO).replace("a=group:BUNDLE 0 1 2\r\n", "");

        assertThat(refusal(publish(offer)).code()).isEqualTo("unsupported_transport");
    }

    @Test
    void a_lite_agent_says_so_and_may_list_its_candidates_once() {
        LocalTransport lite = LocalTransport.builder(
                        new IceCredentials("abcd", "0123456789012345678901"),
                        new Fingerprint("sha-256", "AB:".repeat(31) + "AB"),
                        1)
                .iceLite(true)
                .candidates(List.of(IceCandidate.udpHost(new InetSocketAddress("203.0.113.5", 8189), 1)))
                .placement(LocalTransport.CandidatePlacement.FIRST_SECTION)
                .build();

        SessionDescription answer = agreement(publish(HEAD + AUDIO + VIDEO)).answer(lite);

        assertThat(answer.attribute("ice-lite")).isPresent();
        assertThat(answer.media().get(0).candidates()).hasSize(1);
        assertThat(answer.media().get(1).candidates()).isEmpty();
        assertThat(answer.media().get(0).hasEndOfCandidates()).isFalse();
    }

    @Test
    void a_player_that_answers_an_offer_may_reject_single_sections() {
        Negotiation outcome = WhipAnswerer.builder()
                .rejectSingly(true)
                .build()
                .negotiate(SessionDescription.parse(HEAD + AUDIO + VIDEO.replace("VP8", "H263") + DATA));

        assertThat(agreement(outcome).answer(OffersOfRealClientsTest.LOCAL).media())
                .extracting(MediaDescription::port)
                .containsExactly(9, 0, 0);
    }

    @Test
    void one_section_needs_no_bundle() {
        String offer = (HEAD + AUDIO).replace("a=group:BUNDLE 0 1 2\r\n", "");

        SessionDescription answer = agreement(publish(offer)).answer(OffersOfRealClientsTest.LOCAL);

        assertThat(answer.bundle()).isEmpty();
        assertThat(answer.media()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=ice-ufrag:abcd\r\n", "a=ice-pwd:0123456789012345678901\r\n", "a=fingerprint:sha-256 "})
    void an_offer_without_a_usable_transport_is_malformed(String part) {
        Negotiation.Refused refused = refusal(publish((HEAD + AUDIO).replace(part, "a=x-removed:")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("malformed_offer");
    }

    @ParameterizedTest
    @CsvSource({"actpass, PASSIVE, SERVER", "active, PASSIVE, SERVER", "passive, ACTIVE, CLIENT"})
    void our_dtls_role_fits_the_offered_one(String offered, SetupRole answered, DtlsRole role) {
        Negotiation.Accepted agreed = agreement(publish((HEAD + AUDIO).replace("actpass", offered)));

        assertThat(agreed.localSetup()).isEqualTo(answered);
        assertThat(agreed.dtlsRole()).isEqualTo(role);
        assertThat(agreed.answer(OffersOfRealClientsTest.LOCAL).media().get(0).setup())
                .contains(answered);
    }

    @Test
    void a_section_with_port_zero_is_live_when_it_is_bundle_only() {
        String bundled = VIDEO.replace("video 9", "video 0").replace("a=mid:1", "a=bundle-only\r\na=mid:1");

        assertThat(agreement(publish(HEAD + AUDIO + bundled)).media()).hasSize(2);
        assertThat(agreement(publish(HEAD + AUDIO + VIDEO.replace("video 9", "video 0")))
                        .media())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "42e01f, 1, 42001f, 1, true",
        "42e01f, 1, 42000c, 1, true",
        "42e01f, 1, 42C034, 1, true",
        "42e01f, 1, 42e01f, 0, false",
        "42e01f, 0, 42e01f, 1, true",
        "640c1f, 1, 64001f, 1, true",
        "42e01f, 1, 4d001f, 1, false",
        "42e01f, 1, 4d8028, 1, true",
        "4d001f, 1, 64001f, 1, false"
    })
    void h264_is_matched_by_profile_class_and_mode(
            String sent, int sentMode, String offered, int offeredMode, boolean fits) {
        RtpCodec published = h264(sent, sentMode);

        assertThat(h264(offered, offeredMode).receives(published)).isEqualTo(fits);
    }

    private static RtpCodec h264(String profile, int mode) {
        return RtpCodec.video(96, "h264", "profile-level-id=" + profile + ";packetization-mode=" + mode);
    }

    @Test
    void a_player_is_told_what_it_cannot_decode() {
        String offer = (HEAD + AUDIO + VIDEO).replace("sendonly", "recvonly");

        Negotiation.Refused refused =
                refusal(OffersOfRealClientsTest.play(SessionDescription.parse(offer), RtpCodec.h264(102)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("codec_mismatch");
        assertThat(refused.reason()).contains("H264").contains("VP8");
    }

    @Test
    void a_player_gets_port_zero_for_what_is_not_published() {
        String offer = (HEAD + AUDIO + VIDEO + DATA).replace("sendonly", "recvonly");
        List<OutboundTrack> onlyVideo = List.of(
                new OutboundTrack(MediaKind.VIDEO, RtpCodec.vp8(96), 7, 8, "coach", new Msid("class", "video")));

        SessionDescription answer = agreement(
                        WhepAnswerer.builder().build().negotiate(SessionDescription.parse(offer), onlyVideo))
                .answer(OffersOfRealClientsTest.LOCAL);

        assertThat(answer.media()).extracting(MediaDescription::port).containsExactly(0, 9, 0);
        assertThat(answer.bundle()).containsExactly("1");
        assertThat(answer.toString())
                .as("no RTX agreed, so no group")
                .doesNotContain("FID")
                .doesNotContain("ssrc:8");
    }

    @Test
    void a_player_that_sends_only_is_refused() {
        Negotiation outcome =
                OffersOfRealClientsTest.play(SessionDescription.parse(HEAD + AUDIO + VIDEO), RtpCodec.vp8(96));

        assertThat(refusal(outcome).code()).isEqualTo("direction_not_allowed");
    }

    @Test
    void a_published_offer_of_ours_and_its_answer_agree() {
        ClientOffer offer = ClientOffer.publish(List.of(
                new OutboundTrack(MediaKind.AUDIO, RtpCodec.opus(111), 1, -1, "c", new Msid("s", "a")),
                new OutboundTrack(MediaKind.VIDEO, RtpCodec.h264(96), 2, 3, "c", new Msid("s", "v"))));
        SessionDescription described = SessionDescription.parse(
                offer.describe(OffersOfRealClientsTest.LOCAL).toString());

        Negotiation.Accepted server = agreement(publish(described.toString()));
        Negotiation.Accepted client = agreement(offer.readAnswer(SessionDescription.parse(
                server.answer(OffersOfRealClientsTest.LOCAL).toString())));

        NegotiatedMedia video = client.media(MediaKind.VIDEO).orElseThrow();
        assertThat(client.dtlsRole()).isEqualTo(DtlsRole.CLIENT);
        assertThat(video.rtxPayloadType()).isEqualTo(97);
        assertThat(video.allows(RtcpFeedback.NACK)).isTrue();
        assertThat(video.extensionId(ExtensionUri.MID)).isEqualTo(1);
        assertThat(server.media(MediaKind.VIDEO).orElseThrow().remoteRtxSsrc()).isEqualTo(3);
    }

    @Test
    void a_playing_offer_of_ours_and_its_answer_agree() {
        ClientOffer offer = ClientOffer.play(
                List.of(RtpCodec.opus(111)),
                List.of(RtpCodec.vp8(96), RtpCodec.rtx(97, 96), RtpCodec.h264(102), RtpCodec.rtx(103, 102)));
        SessionDescription described = offer.describe(OffersOfRealClientsTest.LOCAL);

        Negotiation.Accepted server = agreement(OffersOfRealClientsTest.play(described, RtpCodec.h264(108)));
        Negotiation.Accepted client = agreement(offer.readAnswer(server.answer(OffersOfRealClientsTest.LOCAL)));

        NegotiatedMedia video = client.media(MediaKind.VIDEO).orElseThrow();
        assertThat(video.codec().payloadType()).isEqualTo(102);
        assertThat(video.remoteSsrcs()).containsExactly(2000L);
        assertThat(video.remoteRtxSsrc()).isEqualTo(2001);
        assertThat(video.remoteMsid()).contains(new Msid("class", "video"));
    }

    @Test
    void an_answer_with_another_number_of_sections_is_refused() {
        ClientOffer offer = ClientOffer.play(List.of(RtpCodec.opus(111)), List.of());

        assertThat(refusal(offer.readAnswer(SessionDescription.parse(HEAD + AUDIO + VIDEO)))
                        .code())
                .isEqualTo("malformed_offer");
    }
}
