package dev.stagedoor.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Patience;
import dev.stagedoor.server.TestServer;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A class is recorded as it goes on; from its end those with a seat, and nobody else, can watch it again. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ReplayTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern URI_OF_INIT = Pattern.compile("#EXT-X-MAP:URI=\"([^\"]+)\"");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static String streamId = "";
    private static Client member = new Client(URI.create("http://localhost:1"));
    private static JsonNode ticket = MissingNode.getInstance();

    @BeforeAll
    static void aClassIsGivenAndEnds() throws Exception {
        Client coach = SERVER.coach();
        JsonNode stream = liveClass(coach);
        streamId = stream.path("id").asText();
        member = SERVER.newMember();
        member.post("/api/streams/" + streamId + "/enroll").expect(201);
        HlsRecorder.warmUp();
        try (RtcLoop loop = RtcLoop.start("replay");
                WhipPublisher publisher = publish(stream, loop)) {
            publisher.live().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            playUntilRecorded(publisher);
            coach.post("/api/instructor/streams/" + streamId + "/end").expect(200);
        }
        ticket = awaitReplay();
    }

    private static JsonNode liveClass(Client coach) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("title", "To be seen again");
        plan.put("scheduledStart", SERVER.now().plus(Duration.ofMinutes(5)).toString());
        plan.put("zone", "UTC");
        plan.put("durationMinutes", 30);
        plan.put("priceInTokens", 0);
        JsonNode stream =
                coach.post("/api/instructor/streams/create", plan).expect(201).json();
        coach.post("/api/instructor/streams/" + stream.path("id").asText() + "/start")
                .expect(200);
        return stream;
    }

    private static WhipPublisher publish(JsonNode stream, RtcLoop loop) {
        return WhipPublisher.builder(
                        URI.create(stream.path("broadcast").path("whipUrl").asText()))
                .bearer(stream.path("broadcast").path("bearer").asText())
                .allowPlainHttp(true)
                .withoutVideo()
                .start(loop);
    }

    /** Sends sound, as fast as the server answers a request, until ten seconds of it are on their way. */
    private static void playUntilRecorded(WhipPublisher publisher) {
        for (int i = 1; i <= 500; i++) {
            publisher.send(new EncodedFrame(MediaCodec.OPUS, new byte[] {(byte) 0xfc, 1, 2, 3}, i * 960L, true));
            if (i % 5 == 0) {
                SERVER.anonymous().get("/healthz");
            }
        }
    }

    private static JsonNode awaitReplay() {
        Patience.until(
                () -> member.get("/api/streams/" + streamId).json(),
                it -> it.path("recordingAvailable").asBoolean());
        return member.post("/api/streams/" + streamId + "/watch").expect(200).json();
    }

    private static String path(JsonNode of) {
        return URI.create(of.path("hlsUrl").asText()).getPath();
    }

    private static Client holder() {
        return SERVER.anonymous()
                .with("Authorization", "Bearer " + ticket.path("token").asText());
    }

    private static String beside(String file) {
        return path(ticket).replace("main.m3u8", file);
    }

    private static String playlist() {
        return holder().plain("GET", beside("index.m3u8")).expect(200).text();
    }

    @Test
    void the_answer_says_where_the_replay_is_and_when_it_ends() {
        assertThat(ticket.path("mode").asText()).isEqualTo("replay");
        assertThat(ticket.path("accessEndsAt").asText())
                .isEqualTo(SERVER.now().plus(Duration.ofDays(7)).toString());
        assertThat(ticket.path("expiresAt").asText()).isNotEmpty();
    }

    @Test
    void the_playlist_is_whole_and_every_file_it_names_is_there() {
        String text = playlist();

        assertThat(text).startsWith("#EXTM3U").contains("#EXT-X-ENDLIST");
        Matcher init = URI_OF_INIT.matcher(text);
        assertThat(init.find()).isTrue();
        holder().plain("GET", beside(init.group(1))).expect(200);
        assertThat(text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()))
                .isNotEmpty()
                .allSatisfy(segment -> holder().plain("GET", beside(segment)).expect(200));
    }

    @Test
    void players_are_told_the_encoding_first() {
        assertThat(holder().plain("GET", path(ticket)).expect(200).text())
                .contains("CODECS=\"opus\"")
                .contains("index.m3u8");
    }

    @Test
    void a_part_of_a_segment_can_be_asked_for() {
        String segment = playlist()
                .lines()
                .filter(line -> line.endsWith(".m4s"))
                .findFirst()
                .orElseThrow();

        Client.Answer part = holder().with("Range", "bytes=4-7").plain("GET", beside(segment));

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).startsWith("bytes 4-7/");
        assertThat(part.header("Cache-Control")).contains("private");
    }

    @Test
    void the_size_of_a_file_can_be_asked_for_alone() {
        Client.Answer head = holder().plain("HEAD", beside("index.m3u8"));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(playlist().length()));
        assertThat(head.text()).isEmpty();
    }

    @Test
    void a_token_in_the_address_is_carried_into_the_playlist_for_players_without_headers() {
        String token = ticket.path("token").asText();

        String text = SERVER.anonymous()
                .plain("GET", beside("index.m3u8") + "?token=" + token)
                .expect(200)
                .text();

        assertThat(text.lines().filter(line -> line.contains(".m4s")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("token=" + token));
    }

    @Test
    void without_a_token_nothing_is_served() {
        assertThat(SERVER.anonymous().plain("GET", path(ticket)).status()).isEqualTo(401);
        assertThat(SERVER.anonymous()
                        .with("Authorization", "Bearer forged")
                        .plain("GET", path(ticket))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_opens_no_other_recording() {
        Client.Answer other = holder().plain("GET", "/hls/" + UUID.randomUUID() + "/index.m3u8");

        assertThat(other.status()).isIn(401, 403, 404);
    }

    @Test
    void a_crafted_path_leads_nowhere() {
        for (String file : new String[] {"..%2f..%2fstagedoor.mv.db", "%2e%2e", "index.m3u8%00.mp4", "..\\secret"}) {
            assertThat(holder().plain("GET", beside(file).replace("\\", "%5C")).status())
                    .as(file)
                    .isIn(400, 404);
        }
    }

    @Test
    void who_has_no_seat_is_told_why() {
        Client.Answer refused =
                SERVER.newMember().post("/api/streams/" + streamId + "/watch").expect(403, "not_enrolled");

        assertThat(refused.json().path("reasons")).isNotEmpty();
    }
}
