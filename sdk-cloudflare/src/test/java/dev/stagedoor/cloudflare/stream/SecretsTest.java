package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Looks for every credential in whatever the client logs, throws or shows. */
class SecretsTest extends StreamTest {
    private static final String STREAM_SECRET = "0123456789abcdef0123456789abcdefk" + UID;
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
    private static final List<String> SECRETS = List.of(
            TOKEN,
            STREAM_SECRET,
            JWT,
            "webRTC",
            "rtmps-key",
            "srt-pass",
            "out-key",
            "private-pem",
            "private-jwk",
            "hook-secret",
            "upload-secret",
            "sig=1");
    private static final String INPUT = """
            {'uid': '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
             'rtmps': {'url': 'rtmps://live.cloudflare.com:443/live/', 'streamKey': 'rtmps-key'},
             'rtmpsPlayback': {'url': 'rtmps://live.cloudflare.com:443/live/', 'streamKey': 'rtmps-key'},
             'srt': {'url': 'srt://live.cloudflare.com:778', 'streamId': '0a1b', 'passphrase': 'srt-pass'},
             'srtPlayback': {'url': 'srt://live.cloudflare.com:778', 'streamId': '0a1b', 'passphrase': 'srt-pass'},
             'webRTC': {'url': 'https://customer-abc.cloudflarestream.com/SECRET/webRTC/publish'},
             'webRTCPlayback': {'url': 'https://customer-abc.cloudflarestream.com/SECRET/webRTC/play'}}""".replace("SECRET", STREAM_SECRET);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.stagedoor");
    private final List<String> shown = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
    }

    @AfterEach
    void noSecretIsShown() {
        logger.detachAppender(log);
        logger.setLevel(null);
        log.list.forEach(event -> shown.add(event.getFormattedMessage() + event.getThrowableProxy()));
        assertThat(shown).isNotEmpty();
        assertThat(String.join("\n", shown)).doesNotContain(SECRETS);
    }

    @Test
    void results_show_no_secret() {
        answers("GET", "/live_inputs/" + UID, ok(INPUT));
        answers(
                "GET",
                "/live_inputs/" + UID + "/outputs",
                ok("[{'uid':'o','url':'srt://a.example:778?passphrase=srt-pass','streamKey':'out-key'}]"));
        answers("POST", "/keys", ok("{'id':'k','pem':'private-pem','jwk':'private-jwk'}"));
        answers("GET", "/webhook", ok("{'notificationUrl':'https://a.example/hook-secret','secret':'hook-secret'}"));
        answers("POST", "/direct_upload", ok("{'uid':'v','uploadURL':'https://upload.example/upload-secret'}"));

        LiveInput input = stream.liveInputs().find(UID).orElseThrow();
        show(input, input.rtmps(), input.rtmpsPlayback(), input.srt(), input.srtPlayback());
        show(stream.liveInputs().outputs(UID));
        show(stream.signingKeys().create());
        show(stream.webhook().find());
        show(stream.videos().directUpload(new DirectUploadRequest(60, VideoSettings.defaults())));
    }

    @Test
    void what_a_caller_hands_in_shows_no_secret() {
        show(
                stream,
                client(),
                OutputSettings.of(URI.create("srt://a.example:778?passphrase=srt-pass"), "out-key"),
                CopyRequest.of(URI.create("https://a.example/v.mp4?sig=1")),
                TokenRequest.builder().key("k", "private-pem").build(),
                LiveInputSettings.builder().meta("note", "hook-secret").build(),
                VideoSettings.builder().meta("note", "hook-secret").build(),
                VideoEdit.builder()
                        .meta(java.util.Map.of("note", "hook-secret"))
                        .build(),
                new Call("GET", URI.create("https://customer-abc.cloudflarestream.com/" + JWT), "GET lifecycle"));
    }

    @Test
    void a_refusal_that_repeats_what_was_sent_shows_no_secret() {
        String words =
                "cannot fetch https://a.example/v.mp4?sig=1 for " + STREAM_SECRET + " with " + JWT + " and " + TOKEN;
        for (int status : new int[] {200, 400, 401, 403, 404, 409, 413, 429, 500}) {
            answers("POST", "/copy", refusal(status, 10005, words));

            show(catchThrowable(
                    () -> stream.videos().copy(CopyRequest.of(URI.create("https://a.example/v.mp4?sig=1")))));
        }
    }

    @Test
    void an_address_of_documentation_that_is_none_shows_no_secret() {
        answers(
                "POST",
                "/copy",
                aResponse()
                        .withStatus(400)
                        .withBody("{\"errors\":[{\"code\":1,\"documentation_url\":\""
                                + "https://customer-abc.cloudflarestream.com/" + STREAM_SECRET
                                + "/webRTC/publish\"}]}"));

        show(catchThrowable(() -> stream.videos().copy(CopyRequest.of(URI.create("https://a.example/v.mp4")))));
    }

    @Test
    void a_broken_connection_shows_no_secret() {
        for (Fault fault : Fault.values()) {
            answersInTurn(aResponse().withFault(fault));

            show(catchThrowable(
                    () -> stream.videos().copy(CopyRequest.of(URI.create("https://a.example/v.mp4?sig=1")))));
            show(catchThrowable(() -> stream.liveInputs().find(UID)));
        }
    }

    @Test
    void an_unreadable_answer_shows_nothing_of_itself() {
        answers("GET", "/live_inputs/" + UID, success(INPUT).substring(0, 300));

        show(catchThrowable(() -> stream.liveInputs().find(UID)));
    }

    @Test
    void a_key_passed_for_an_id_is_not_shown() {
        show(catchThrowable(
                () -> stream.liveInputs().find("https://customer-abc.cloudflarestream.com/" + STREAM_SECRET)));
        show(catchThrowable(() -> stream.videos().find(JWT)));
    }

    @Test
    void a_token_that_cannot_be_one_is_not_shown() {
        show(catchThrowable(() -> CloudflareStream.builder(ACCOUNT, TOKEN + " \n")));
        show(catchThrowable(() -> CloudflareStream.builder(TOKEN, TOKEN)));
    }

    @Test
    void the_token_goes_to_no_other_host() {
        shown.add("nothing");
        answersInTurn(aResponse().withStatus(200));
        URI elsewhere = URI.create("http://127.0.0.1:" + CLOUDFLARE.getPort() + "/upload");
        Api api = new Api(
                URI.create("http://localhost:" + CLOUDFLARE.getPort()),
                ACCOUNT,
                new Transport(client(), java.net.http.HttpClient.newHttpClient()));

        api.send(new Call("GET", elsewhere, "GET upload"));

        assertThat(requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.containsHeader("Authorization")).isFalse());
    }

    @Test
    void a_redirect_is_not_followed() {
        answers("GET", "/" + UID, aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

        assertThatThrownBy(() -> stream.videos().find(UID)).isInstanceOf(CloudflareApiException.class);
        assertThat(requests()).hasSize(1);
        shown.add("nothing");
    }

    private void show(Object... things) {
        Stream.of(things).forEach(thing -> {
            assertThat(thing).isNotNull();
            shown.add(thing.toString());
            if (thing instanceof Throwable fault) {
                StringWriter trace = new StringWriter();
                fault.printStackTrace(new PrintWriter(trace));
                shown.add(trace.toString());
            }
            if (thing instanceof CloudflareApiException refusal) {
                shown.add(refusal.errors().toString());
            }
        });
    }
}
