package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TusUploadsTest extends StreamTest {
    private static final String PLACE = "/upload/secret-place";

    @TempDir
    Path folder;

    private final TusUploads uploads = stream.uploads().chunks(TusUploads.MIN_CHUNK);

    private static void takes(String method, ResponseDefinitionBuilder... answers) {
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.length; i++) {
            String next = i == answers.length - 1 ? state : "after " + (i + 1);
            CLOUDFLARE.stubFor(request(method, urlPathEqualTo(PLACE))
                    .inScenario(method)
                    .whenScenarioStateIs(state)
                    .willReturn(answers[i])
                    .willSetStateTo(next));
            state = next;
        }
    }

    private static ResponseDefinitionBuilder at(int status, long offset) {
        return aResponse().withStatus(status).withHeader("Upload-Offset", Long.toString(offset));
    }

    private TusUpload upload(long length) {
        return new TusUpload(URI.create("http://localhost:" + CLOUDFLARE.getPort() + PLACE), UID, length);
    }

    private Path file(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 >> 8 ^ i);
        }
        try {
            return Files.write(folder.resolve("class.mp4"), content);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static List<String> patches() {
        return requests().stream()
                .filter(it -> it.getMethod().toString().equals("PATCH"))
                .map(it -> it.getHeader("Upload-Offset") + "+" + it.getBody().length)
                .toList();
    }

    private static Map<String, String> metadata(LoggedRequest request) {
        return Arrays.stream(request.getHeader("Upload-Metadata").split(","))
                .map(it -> it.split(" "))
                .collect(Collectors.toMap(
                        it -> it[0], it -> new String(Base64.getDecoder().decode(it[1]), StandardCharsets.UTF_8)));
    }

    @Test
    void an_upload_begins_with_its_length_and_the_documented_metadata() {
        answers(
                "POST",
                "",
                aResponse().withStatus(201).withHeader("Location", PLACE).withHeader("stream-media-id", UID));

        TusUpload upload = uploads.create(
                12_345,
                VideoSettings.builder()
                        .name("Yoga, Stufe 1 – früh")
                        .meta("unknown-to-tus", "x")
                        .creator("ada")
                        .requireSignedUrls(true)
                        .allowedOrigins(List.of("example.com", "*.example.com"))
                        .thumbnailTimestampPct(0.5)
                        .watermark("w1")
                        .scheduledDeletion(Instant.parse("2027-01-01T00:00:00Z"))
                        .maxDurationSeconds(7200)
                        .expiry(Instant.parse("2026-11-23T00:00:00Z"))
                        .build());

        LoggedRequest request = onlyRequest();
        assertThat(request.getHeader("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(request.getHeader("Upload-Length")).isEqualTo("12345");
        assertThat(request.getHeader("Upload-Creator")).isEqualTo("ada");
        assertThat(metadata(request))
                .isEqualTo(Map.of(
                        "name", "Yoga, Stufe 1 – früh",
                        "requiresignedurls", "true",
                        "allowedorigins", "example.com,*.example.com",
                        "thumbnailtimestamppct", "0.5",
                        "watermark", "w1",
                        "scheduleddeletion", "2027-01-01T00:00:00Z",
                        "maxDurationSeconds", "7200",
                        "expiry", "2026-11-23T00:00:00Z"));
        assertThat(upload.videoUid()).isEqualTo(UID);
        assertThat(upload.location()).isEqualTo(upload(1).location());
    }

    @Test
    void an_answer_without_a_video_or_a_place_is_unreadable() {
        answers("POST", "", aResponse().withStatus(201).withHeader("Location", PLACE + "/" + UID));

        assertThatThrownBy(() -> uploads.create(1, VideoSettings.defaults()))
                .isInstanceOf(CloudflareIoException.class)
                .hasMessageContaining("names no video")
                .hasMessageNotContaining("secret-place");
    }

    @Test
    void a_full_storage_has_an_exception_of_its_own() {
        answers("POST", "", refusal(413, 10011, "Storage quota exceeded"));

        assertThatThrownBy(() -> uploads.create(1, VideoSettings.defaults()))
                .isInstanceOfSatisfying(
                        TooLargeException.class, it -> assertThat(it.code()).hasValue(10011));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, TusUploads.MAX_FILE_BYTES + 1})
    void a_length_that_cannot_be_uploaded_is_refused_here(long length) {
        assertThatIllegalArgumentException().isThrownBy(() -> uploads.create(length, VideoSettings.defaults()));
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                TusUploads.MIN_CHUNK - TusUploads.CHUNK_STEP,
                TusUploads.MIN_CHUNK + 1,
                TusUploads.MAX_CHUNK + TusUploads.CHUNK_STEP
            })
    void chunks_have_sizes_that_cloudflare_takes(int bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> uploads.chunks(bytes));
    }

    @Test
    void a_file_goes_in_chunks_from_where_the_server_is() {
        int length = 2 * TusUploads.MIN_CHUNK + 2;
        takes("HEAD", at(200, 5));
        takes("PATCH", at(204, 5 + TusUploads.MIN_CHUNK), at(204, length));
        List<Long> heard = new ArrayList<>();

        uploads.send(upload(length), file(length), (received, of) -> heard.add(received));

        assertThat(patches())
                .containsExactly(
                        "5+" + TusUploads.MIN_CHUNK, 5 + TusUploads.MIN_CHUNK + "+" + (TusUploads.MIN_CHUNK - 3));
        assertThat(heard).containsExactly(5L, 5L + TusUploads.MIN_CHUNK, (long) length);
    }

    @Test
    void a_chunk_has_its_type_and_its_bytes_and_no_more() throws IOException {
        Path file = file(1000);
        takes("HEAD", at(200, 400));
        takes("PATCH", at(204, 1000));

        uploads.send(upload(1000), file, (received, of) -> {});

        LoggedRequest patch = requests().get(1);
        assertThat(patch.getHeader("Content-Type")).isEqualTo("application/offset+octet-stream");
        assertThat(patch.getHeader("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(patch.getBody()).isEqualTo(Arrays.copyOfRange(Files.readAllBytes(file), 400, 1000));
    }

    @Test
    void what_is_complete_is_not_sent_again() {
        takes("HEAD", at(200, 1000));

        uploads.send(upload(1000), file(1000), (received, of) -> {});

        assertThat(patches()).isEmpty();
    }

    @Test
    void the_servers_word_counts_more_than_our_own() {
        takes("HEAD", at(200, 0), at(200, 300), at(200, 100));
        takes("PATCH", aResponse().withStatus(409), aResponse().withStatus(204), at(204, 1000));

        uploads.send(upload(1000), file(1000), (received, of) -> {});

        assertThat(patches()).containsExactly("0+1000", "300+700", "100+900");
    }

    @Test
    void a_lost_answer_and_a_server_error_and_a_lock_are_asked_about_and_gone_on_from() {
        takes("HEAD", at(200, 0), at(200, 500), at(200, 500), at(200, 600));
        takes(
                "PATCH",
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withStatus(503),
                aResponse().withStatus(423),
                at(204, 1000));

        uploads.send(upload(1000), file(1000), (received, of) -> {});

        assertThat(patches()).containsExactly("0+1000", "500+500", "500+500", "600+400");
    }

    @Test
    void a_server_that_stands_still_is_given_up_after_growing_pauses() {
        takes("HEAD", at(200, 0));
        takes("PATCH", at(204, 0));

        assertThatThrownBy(() -> uploads.send(upload(1000), file(1000), (received, of) -> {}))
                .isInstanceOfSatisfying(
                        CloudflareIoException.class,
                        it -> assertThat(it.retryable()).isTrue())
                .hasMessageContaining("no further");

        assertThat(patches()).hasSize(6);
        assertThat(time.sleeps).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "many", "99999999999999999999"})
    void an_offset_outside_the_file_is_unreadable(String offset) {
        takes("HEAD", aResponse().withStatus(200).withHeader("Upload-Offset", offset));

        assertThatThrownBy(() -> uploads.send(upload(1000), file(1000), (received, of) -> {}))
                .isInstanceOf(CloudflareIoException.class)
                .hasMessageContaining("outside the file");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void an_expired_upload_is_not_found(int status) {
        takes("HEAD", aResponse().withStatus(status));

        assertThatThrownBy(() -> uploads.offset(upload(1000)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageNotContaining("secret-place");
    }

    @Test
    void an_upload_that_expires_on_the_way_is_not_found() {
        takes("HEAD", at(200, 0));
        takes("PATCH", aResponse().withStatus(404));

        assertThatThrownBy(() -> uploads.send(upload(1000), file(1000), (received, of) -> {}))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_file_of_another_length_is_refused_before_anything_is_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> uploads.send(upload(1001), file(1000), (received, of) -> {}))
                .withMessageContaining("1000")
                .withMessageContaining("1001");
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_file_that_changes_its_length_on_the_way_ends_the_upload() {
        int length = TusUploads.MIN_CHUNK + 10;
        Path file = file(length);
        takes("HEAD", at(200, 0));
        takes("PATCH", at(204, TusUploads.MIN_CHUNK));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> uploads.send(upload(length), file, (received, of) -> {
                    if (received > 0) {
                        file(length + 1);
                    }
                }));
    }

    @Test
    void what_the_listener_throws_ends_the_upload() {
        takes("HEAD", at(200, 0));

        assertThatThrownBy(() -> uploads.send(upload(1000), file(1000), (received, of) -> {
                    throw new IllegalStateException("the class was deleted");
                }))
                .hasMessage("the class was deleted");
        assertThat(patches()).isEmpty();
    }

    @Test
    void a_begun_upload_shows_no_place() {
        assertThat(upload(1000).toString()).contains(UID).doesNotContain("secret-place");
    }
}
