package dev.stagedoor.recorder;

import static dev.stagedoor.recorder.stage.Broadcast.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stagedoor.recorder.stage.Broadcast;
import dev.stagedoor.recorder.stage.Clip;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a file. */
class MediaFileTest {
    @TempDir
    Path folder;

    private Path export(Broadcast broadcast) {
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run).open();
        broadcast.feed(recorder, 0, 5);
        recorder.finish().join();
        Path target = folder.resolve("class.mp4");
        Mp4Export.toFile(folder, target);
        return target;
    }

    @Test
    void a_video_has_length_size_and_sound() {
        MediaFile file = MediaFile.read(export(new Broadcast(Clip.of(MediaCodec.H264, 640, 360, 6), 1, START)))
                .orElseThrow();

        assertThat(file.video()).isTrue();
        assertThat(file.audio()).isTrue();
        assertThat(file.width()).isEqualTo(640);
        assertThat(file.height()).isEqualTo(360);
        assertThat(file.duration().toMillis() / 1000.0).isCloseTo(5, within(0.2));
    }

    @Test
    void text_and_nothing_are_no_media() throws IOException {
        Path text = Files.writeString(folder.resolve("notes"), "this is no video\n".repeat(100));
        Path nothing = Files.createFile(folder.resolve("nothing"));

        assertThat(MediaFile.read(text)).isEmpty();
        assertThat(MediaFile.read(nothing)).isEmpty();
        assertThat(MediaFile.read(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void a_picture_is_no_moving_picture() throws IOException {
        Path picture = folder.resolve("picture");
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());

        assertThat(MediaFile.read(picture).map(MediaFile::video).orElse(false)).isFalse();
    }

    @Test
    void frames_without_a_container_have_the_length_of_their_count() throws IOException {
        byte[] head = "YUV4MPEG2 W16 H16 F10:1 Ip A1:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head);
        for (int i = 0; i < 20; i++) {
            bytes.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(new byte[384]);
        }
        Path file = Files.write(folder.resolve("grey"), bytes.toByteArray());

        assertThat(MediaFile.read(file).orElseThrow().duration()).hasSeconds(2);
    }
}
