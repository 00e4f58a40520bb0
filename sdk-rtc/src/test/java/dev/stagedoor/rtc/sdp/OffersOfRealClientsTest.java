package dev.stagedoor.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Offers of the clients that are out there, each with the complete result of its negotiation in a file beside it. Run with
 * {@code -Dstagedoor.writeExpected=true} to write the results anew, then read the difference.
 */
class OffersOfRealClientsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/stagedoor/rtc/sdp/offers");
    private static final int FFMPEG_LIMIT = 8 * 1024;
    private static final boolean WRITE = Boolean.getBoolean("stagedoor.writeExpected");

    static final LocalTransport LOCAL = LocalTransport.builder(
                    new IceCredentials("srvUfrag", "srvPasswordsrvPassword24"),
                    new Fingerprint("sha-256", "AB:".repeat(31) + "AB"),
                    42)
            .candidates(List.of(
                    IceCandidate.udpHost(new InetSocketAddress("203.0.113.5", 8189), 65535),
                    IceCandidate.tcpPassive(new InetSocketAddress("203.0.113.5", 8189), 65534)))
            .endOfCandidates(true)
            .build();

    static Stream<String> offers() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".sdp"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("offers")
    void every_offer_gives_the_result_written_beside_it(String name) throws IOException {
        SessionDescription offer = read(name);
        String result = name.startsWith("whip")
                ? describe("publish", WhipAnswerer.builder().build().negotiate(offer))
                : describe("play H264", play(offer, RtpCodec.h264(102)))
                        + describe("play VP8", play(offer, RtpCodec.vp8(96)));

        Path expected = FOLDER.resolve(name.replace(".sdp", ".expected"));
        if (WRITE) {
            Files.writeString(expected, result);
        }
        assertThat(result).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void every_answer_is_small_and_keeps_the_sections_of_its_offer(String name) throws IOException {
        SessionDescription offer = read(name);
        Negotiation outcome = name.startsWith("whip")
                ? WhipAnswerer.builder().build().negotiate(offer)
                : play(offer, RtpCodec.vp8(96));
        if (outcome instanceof Negotiation.Accepted accepted) {
            String text = accepted.answer(LOCAL).toString();
            SessionDescription answer = SessionDescription.parse(text);

            assertThat(text.length()).isLessThan(FFMPEG_LIMIT);
            assertThat(text).doesNotContain("actpass").doesNotContain("a=simulcast");
            assertThat(answer.media())
                    .extracting(MediaDescription::mid)
                    .isEqualTo(offer.media().stream().map(MediaDescription::mid).toList());
            assertThat(answer.media().stream().filter(MediaDescription::isLive))
                    .allMatch(m -> m.has("rtcp-mux") && m.has("rtcp-mux-only"))
                    .allMatch(
                            m -> m.direction() == (name.startsWith("whip") ? Direction.RECVONLY : Direction.SENDONLY));
            assertThat(answer.toString()).isEqualTo(text);
        }
    }

    private static SessionDescription read(String name) throws IOException {
        return SessionDescription.parse(Files.readString(FOLDER.resolve(name)));
    }

    static Negotiation play(SessionDescription offer, RtpCodec video) {
        Msid audioId = new Msid("class", "audio");
        Msid videoId = new Msid("class", "video");
        return WhepAnswerer.builder()
                .build()
                .negotiate(
                        offer,
                        List.of(
                                new OutboundTrack(MediaKind.AUDIO, RtpCodec.opus(111), 1000, -1, "coach", audioId),
                                new OutboundTrack(MediaKind.VIDEO, video, 2000, 2001, "coach", videoId)));
    }

    private static String describe(String title, Negotiation outcome) {
        return "== " + title + "\n"
                + outcome.fold(
                        OffersOfRealClientsTest::describe,
                        r -> "refused " + r.status() + " " + r.code() + ": " + r.reason() + "\n");
    }

    private static String describe(Negotiation.Accepted agreed) {
        RemoteTransport remote = agreed.remote();
        String media =
                agreed.media().stream().map(OffersOfRealClientsTest::describe).collect(Collectors.joining("\n"));
        byte[] answer = agreed.answer(LOCAL).toString().getBytes(StandardCharsets.UTF_8);
        return "peer " + remote.setup().token() + ", we are DTLS "
                + agreed.dtlsRole().name().toLowerCase(Locale.ROOT) + "\n"
                + "peer " + remote.credentials().ufrag() + " / "
                + remote.credentials().pwd() + ", candidates "
                + remote.candidates().stream().map(IceCandidate::toSdp).toList()
                + (remote.endOfCandidates() ? " (all)" : "")
                + ", options " + remote.iceOptions() + "\n"
                + media + "\n-- answer\n"
                + new String(answer, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static String describe(NegotiatedMedia media) {
        RtpCodec codec = media.codec();
        return "m=" + media.index() + " mid " + media.mid() + ": "
                + media.kind().token() + " "
                + media.direction().token() + " "
                + codec.describe() + "/" + codec.clockRate() + "/" + codec.channels() + " as " + codec.payloadType()
                + ", rtx " + media.rtxPayloadType() + ", feedback " + codec.feedback() + ", extensions "
                + media.extensions() + ", msid "
                + media.remoteMsid().map(Msid::toString).orElse("none")
                + ", ssrcs " + media.remoteSsrcs() + " rtx " + media.remoteRtxSsrc();
    }
}
