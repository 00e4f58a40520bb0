package dev.stagedoor.assets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.assets.ImageResult.Accepted;
import dev.stagedoor.assets.ImageResult.Damaged;
import dev.stagedoor.assets.ImageResult.NotAnImage;
import dev.stagedoor.assets.ImageResult.TooLarge;
import dev.stagedoor.assets.ImageResult.TooManyPixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailImagesTest {
    private static final long SEED = Long.getLong("stagedoor.seed", 20_261_126L);

    private final ThumbnailImages images = new ThumbnailImages();

    @Test
    void every_kind_of_picture_becomes_a_jpeg_of_the_same_look() {
        for (byte[] file : List.of(
                Pictures.jpeg(96, 64),
                Pictures.png(96, 64),
                Pictures.encoded("png", Pictures.quarters(96, 64, BufferedImage.TYPE_INT_ARGB)),
                Pictures.encoded("png", Pictures.quarters(96, 64, BufferedImage.TYPE_BYTE_INDEXED)),
                Pictures.resource("progressive.jpg"),
                Pictures.resource("cmyk.jpg"),
                Pictures.resource("lossy.webp"),
                Pictures.resource("lossless.webp"))) {
            BufferedImage shown = shown(images.accept(file));

            assertThat(shown.getWidth()).isEqualTo(96);
            assertThat(shown.getHeight()).isEqualTo(64);
            assertQuarters(shown, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 1280, 720",
        "1280, 720, 1280, 720",
        "1281, 720, 1280, 719",
        "3000, 4000, 540, 720",
        "5200, 2925, 1280, 720",
        "10000, 100, 1280, 13",
        "10000, 1, 1280, 1",
        "20, 10, 20, 10",
        "1, 1, 1, 1"
    })
    void a_picture_is_fitted_and_never_blown_up(int width, int height, int fittedWidth, int fittedHeight) {
        Accepted accepted = accepted(images.accept(Pictures.jpeg(width, height)));

        assertThat(accepted.width()).isEqualTo(fittedWidth);
        assertThat(accepted.height()).isEqualTo(fittedHeight);
        assertThat(shown(accepted).getWidth()).isEqualTo(fittedWidth);
        assertThat(shown(accepted).getHeight()).isEqualTo(fittedHeight);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void a_picture_without_colours_is_taken_too(int type) {
        Accepted accepted = accepted(images.accept(Pictures.encoded("png", Pictures.quarters(96, 64, type))));

        assertThat(new Color(shown(accepted).getRGB(72, 48)).getGreen()).isGreaterThan(200);
    }

    @Test
    void a_large_picture_keeps_its_look() {
        BufferedImage shown = shown(images.accept(Pictures.jpeg(6_000, 4_000)));

        assertQuarters(shown, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
    }

    @ParameterizedTest
    @CsvSource({
        "1, RED, GREEN, BLUE, WHITE",
        "2, GREEN, RED, WHITE, BLUE",
        "3, WHITE, BLUE, GREEN, RED",
        "4, BLUE, WHITE, RED, GREEN",
        "5, RED, BLUE, GREEN, WHITE",
        "6, BLUE, RED, WHITE, GREEN",
        "7, WHITE, GREEN, BLUE, RED",
        "8, GREEN, WHITE, RED, BLUE",
        "0, RED, GREEN, BLUE, WHITE",
        "9, RED, GREEN, BLUE, WHITE"
    })
    void a_picture_is_shown_as_it_was_held(int orientation, String a, String b, String c, String d) {
        BufferedImage shown = shown(images.accept(Pictures.held(orientation, "x")));

        assertThat(shown.getWidth() > shown.getHeight()).isEqualTo(orientation < 5 || orientation > 8);
        assertQuarters(shown, color(a), color(b), color(c), color(d));
    }

    @Test
    void a_webp_picture_is_shown_as_it_was_held_too() {
        BufferedImage shown = shown(images.accept(Pictures.resource("turned.webp")));

        assertThat(shown.getWidth()).isEqualTo(64);
        assertQuarters(shown, Color.BLUE, Color.RED, Color.WHITE, Color.GREEN);
    }

    @Test
    void of_a_moving_picture_the_first_frame_is_shown() {
        BufferedImage shown = shown(images.accept(Pictures.resource("moving.webp")));

        assertQuarters(shown, Color.RED, Color.RED, Color.RED, Color.RED);
    }

    @Test
    void what_is_transparent_becomes_white() {
        BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);

        assertQuarters(
                shown(images.accept(Pictures.encoded("png", clear))),
                Color.WHITE,
                Color.WHITE,
                Color.WHITE,
                Color.WHITE);
    }

    @Test
    void nothing_that_was_hidden_in_the_file_is_left() {
        String script = "<script>alert(1)</script>";
        byte[] tail = script.getBytes(UTF_8);
        for (byte[] file : List.of(
                Pictures.held(1, script),
                Pictures.concat(Pictures.jpeg(96, 64), tail),
                Pictures.concat(Pictures.png(96, 64), tail),
                Pictures.pngWithChunk("tEXt", ("Comment\0" + script).getBytes(UTF_8)),
                Pictures.concat(Pictures.resource("lossless.webp"), tail))) {
            Accepted accepted = accepted(images.accept(file));
            assertThat(new String(accepted.bytes(), ISO_8859_1)).doesNotContain("script", "Exif");
            assertThat(Arrays.copyOf(accepted.bytes(), 3)).containsExactly(0xff, 0xd8, 0xff);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#!/bin/sh\nrm -rf /",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<!doctype html><script>alert(1)</script>",
                "GIF89a\1\0\1\0",
                "BM......",
                "%PDF-1.7",
                "RIFF....WAVE",
                "II*\0........"
            })
    void what_is_no_picture_is_told_so(String content) {
        ImageResult result = images.accept(content.getBytes(UTF_8));

        assertThat(result).isEqualTo(new NotAnImage());
        assertThat(result.sentence()).contains("JPEG, PNG or WebP");
    }

    @Test
    void a_file_may_have_five_megabytes_and_no_byte_more() {
        byte[] largest = Arrays.copyOf(Pictures.png(96, 64), 5 * 1024 * 1024);

        assertThat(images.accept(largest)).isInstanceOf(Accepted.class);
        assertThat(images.accept(Arrays.copyOf(largest, largest.length + 1)))
                .isEqualTo(new TooLarge(5 * 1024 * 1024))
                .extracting(ImageResult::sentence)
                .asString()
                .contains("5 MB");
    }

    @ParameterizedTest
    @CsvSource({"30000, 30000", "10001, 1", "1, 10001", "7000, 6000", "2147483647, 2147483647"})
    void a_bomb_is_refused_by_its_header(int width, int height) {
        ImageResult result = images.accept(Pictures.pngHeader(width, height));

        assertThat(result).isEqualTo(new TooManyPixels(width, height));
        assertThat(result.sentence()).contains(width + " by " + height);
    }

    @Test
    void a_bomb_is_refused_without_room_for_its_pixels() {
        byte[] bomb = Pictures.pngHeader(30_000, 30_000);
        images.accept(bomb);
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(images.accept(bomb)).isInstanceOf(TooManyPixels.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000_000);
    }

    @Test
    void a_webp_frame_larger_than_its_canvas_is_a_bomb() {
        byte[] bomb = Pictures.resource("turned.webp");
        int frame = indexOf(bomb, "VP8 ") + 8;
        bomb[frame + 6] = (byte) 0xff;
        bomb[frame + 7] = 0x3f;
        bomb[frame + 8] = (byte) 0xff;
        bomb[frame + 9] = 0x3f;

        assertThat(images.accept(bomb)).isEqualTo(new TooManyPixels(16_383, 16_383));
    }

    @Test
    void text_that_unpacks_to_gigabytes_is_not_unpacked() {
        byte[] packed = Pictures.deflated(new byte[200_000_000]);
        byte[] head = "Comment\0\0".getBytes(UTF_8);

        assertThat(images.accept(Pictures.pngWithChunk("zTXt", Pictures.concat(head, packed))))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void a_picture_that_was_not_sent_completely_is_damaged(String format) {
        BufferedImage noise = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 300 * 200; i++) {
            noise.setRGB(i % 300, i / 300, random.nextInt());
        }
        byte[] whole = Pictures.encoded(format, noise);

        for (int percent : List.of(1, 10, 50, 90)) {
            ImageResult result = images.accept(Arrays.copyOf(whole, whole.length * percent / 100));
            assertThat(result).as("%d %%", percent).isEqualTo(new Damaged());
        }
        assertThat(new Damaged().sentence()).contains("damaged");
    }

    @Test
    void two_thousand_damaged_files_get_an_answer() {
        List<byte[]> whole = List.of(
                Pictures.jpeg(96, 64),
                Pictures.png(96, 64),
                Pictures.held(6, "remark"),
                Pictures.resource("progressive.jpg"),
                Pictures.resource("cmyk.jpg"),
                Pictures.resource("lossy.webp"),
                Pictures.resource("lossless.webp"),
                Pictures.resource("turned.webp"),
                Pictures.resource("moving.webp"),
                Pictures.pngWithChunk("eXIf", Arrays.copyOfRange(Pictures.held(3, "x"), 12, 80)));
        Random random = new Random(SEED);

        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = damaged(whole.get(i % whole.size()).clone(), random);
            ImageResult result;
            try {
                result = images.accept(damaged);
            } catch (Throwable thrown) {
                throw new AssertionError("file " + i + " of seed " + SEED, thrown);
            }
            assertThat(result.sentence()).as("file %d of seed %d", i, SEED).isNotBlank();
            if (result instanceof Accepted accepted) {
                assertThat(shown(accepted).getWidth()).isBetween(1, 1280);
            }
        }
    }

    private static byte[] damaged(byte[] file, Random random) {
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(64, file.length) : file.length);
            file[at] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
    }

    private static Accepted accepted(ImageResult result) {
        assertThat(result).isInstanceOf(Accepted.class);
        return (Accepted) result;
    }

    private static BufferedImage shown(ImageResult result) {
        try {
            return ImageIO.read(new ByteArrayInputStream(accepted(result).bytes()));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void assertQuarters(BufferedImage shown, Color a, Color b, Color c, Color d) {
        int x = shown.getWidth() / 4;
        int y = shown.getHeight() / 4;
        assertNear(shown.getRGB(x, y), a);
        assertNear(shown.getRGB(3 * x, y), b);
        assertNear(shown.getRGB(x, 3 * y), c);
        assertNear(shown.getRGB(3 * x, 3 * y), d);
    }

    /** Near enough for one eye: each channel on the right side of the middle. */
    private static AbstractAssert<?, ?> assertNear(int rgb, Color color) {
        Color seen = new Color(rgb);
        return assertThat(List.of(seen.getRed() > 127, seen.getGreen() > 127, seen.getBlue() > 127))
                .as("%s seen where %s was drawn", seen, color)
                .isEqualTo(List.of(color.getRed() > 127, color.getGreen() > 127, color.getBlue() > 127));
    }

    private static Color color(String name) {
        return switch (name) {
            case "RED" -> Color.RED;
            case "GREEN" -> Color.GREEN;
            case "BLUE" -> Color.BLUE;
            default -> Color.WHITE;
        };
    }

    private static int indexOf(byte[] file, String name) {
        return new String(file, ISO_8859_1).indexOf(name);
    }
}
