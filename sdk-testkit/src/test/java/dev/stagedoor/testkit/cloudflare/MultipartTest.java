package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Forms come in pieces of any size. */
class MultipartTest {
    @Test
    void parts_are_whole_however_the_bytes_arrive() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            byte[] first = new byte[random.nextInt(200_000)];
            random.nextBytes(first);
            byte[] second = "\r\n--b\r\n-\r\n--".getBytes(StandardCharsets.ISO_8859_1);
            Map<String, byte[]> found = new LinkedHashMap<>();

            Multipart.read(
                    trickling(form(first, second), random),
                    "multipart/form-data; boundary=\"bound\"",
                    (name, content) -> found.put(name, content.readAllBytes()));

            assertThat(found.keySet()).containsExactly("one", "two");
            assertThat(found.get("one")).isEqualTo(first);
            assertThat(found.get("two")).isEqualTo(second);
        }
    }

    @Test
    void what_is_not_read_is_skipped() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();

        Multipart.read(
                new ByteArrayInputStream(form(new byte[100_000], new byte[3])),
                "multipart/form-data; boundary=bound",
                (name, content) -> found.put(name, content.readNBytes(2)));

        assertThat(found.get("two")).hasSize(2);
    }

    private static byte[] form(byte[] first, byte[] second) {
        String text = "--bound\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n"
                + new String(first, StandardCharsets.ISO_8859_1)
                + "\r\n--bound\r\nContent-Type: text/plain\r\ncontent-disposition: form-data; filename=\"f\"; name=\"two\"\r\n\r\n"
                + new String(second, StandardCharsets.ISO_8859_1) + "\r\n--bound--\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static InputStream trickling(byte[] all, Random random) {
        return new FilterInputStream(new ByteArrayInputStream(all)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
            }
        };
    }
}
