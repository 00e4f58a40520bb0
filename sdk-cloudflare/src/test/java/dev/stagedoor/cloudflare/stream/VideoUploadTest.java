package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoUploadTest extends StreamTest {
    private static final String VIDEO = "{'uid':'v1','status':{'state':'queued'}}";

    @TempDir
    private Path folder;

    @Test
    void a_file_goes_as_the_one_part_called_file() throws IOException {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("lesson \"1\".mp4"), content);
        answers("POST", "", ok(VIDEO));

        Video video = stream.videos().upload(file, VideoSettings.defaults());

        assertThat(video.uid()).isEqualTo("v1");
        assertThat(onlyCall()).isEqualTo("POST ");
        LoggedRequest request = onlyRequest();
        assertThat(request.getHeader("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(request.getHeader("Content-Length")).isEqualTo(Integer.toString(request.getBody().length));
        var part = request.getParts().iterator().next();
        assertThat(request.getParts()).hasSize(1);
        assertThat(part.getName()).isEqualTo("file");
        assertThat(part.getFileName()).isEqualTo("lesson__1_.mp4");
        assertThat(part.getBody().asBytes()).isEqualTo(content);
    }

    @Test
    void settings_follow_in_a_call_of_their_own() throws IOException {
        Path file = Files.writeString(folder.resolve("v.mp4"), "x");
        answers("POST", "", ok(VIDEO));
        answers("POST", "/v1", ok("{'uid':'v1','requireSignedURLs':true}"));

        Video video = stream.videos()
                .upload(
                        file,
                        VideoSettings.builder()
                                .name("lesson")
                                .requireSignedUrls(true)
                                .build());

        assertThat(video.requireSignedUrls()).isTrue();
        LoggedRequest edit = requests().stream()
                .filter(request -> request.getUrl().endsWith("/v1"))
                .findAny()
                .orElseThrow();
        assertThat(json(edit.getBodyAsString()))
                .isEqualTo(json("{\"meta\":{\"name\":\"lesson\"},\"requireSignedURLs\":true}"));
    }

    @Test
    void a_video_whose_settings_failed_does_not_stay() throws IOException {
        Path file = Files.writeString(folder.resolve("v.mp4"), "x");
        answers("POST", "", ok(VIDEO));
        answers("POST", "/v1", refusal(400, 10005, "no such creator"));
        answers("DELETE", "/v1", aResponse().withStatus(200));

        assertThatThrownBy(() -> stream.videos()
                        .upload(file, VideoSettings.builder().creator("ada").build()))
                .isInstanceOf(BadRequestException.class);

        assertThat(requests()).extracting(StreamTest::call).contains("DELETE /v1");
    }

    @Test
    void what_is_no_video_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("v.mp4"), "no video");
        answers("POST", "", refusal(400, 10059, "not a video"));

        assertThatThrownBy(() -> stream.videos().upload(file, VideoSettings.defaults()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, it -> assertThat(it.code()).hasValue(10059));
    }

    @Test
    void a_file_of_more_than_200_megabytes_is_refused_unsent() throws IOException {
        Path file = folder.resolve("large.mp4");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(200_000_001);
        }

        assertThatThrownBy(() -> stream.videos().upload(file, VideoSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_a_fault_of_ours_and_unsent() {
        assertThatThrownBy(() -> stream.videos().upload(folder.resolve("none.mp4"), VideoSettings.defaults()))
                .isInstanceOfSatisfying(
                        CloudflareIoException.class,
                        it -> assertThat(it.effectUnknown()).isFalse());
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_watermark_takes_another_way() throws IOException {
        Path file = Files.write(folder.resolve("v.mp4"), "x".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> stream.videos()
                        .upload(file, VideoSettings.builder().watermark("w1").build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_upload_whose_answer_is_lost_is_not_sent_again() throws IOException {
        Path file = Files.writeString(folder.resolve("v.mp4"), "x");
        answers("POST", "", aResponse().withStatus(502));

        assertThatThrownBy(() -> stream.videos().upload(file, VideoSettings.defaults()))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        it -> assertThat(it.effectUnknown()).isTrue());
        assertThat(requests()).hasSize(1);
    }

    @Test
    void an_upload_that_is_sent_again_sends_the_file_again() throws IOException {
        Path file = Files.writeString(folder.resolve("v.mp4"), "all of the file");
        answersInTurn(aResponse().withStatus(429).withHeader("Retry-After", "2"), ok(VIDEO));

        stream.videos().upload(file, VideoSettings.defaults());

        assertThat(requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.getBodyAsString()).contains("all of the file"));
    }
}
