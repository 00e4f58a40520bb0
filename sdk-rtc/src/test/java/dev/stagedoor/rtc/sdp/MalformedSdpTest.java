package dev.stagedoor.rtc.sdp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Ten thousand broken descriptions and as many broken fragments: a typed refusal or a usable value, nothing else. */
class MalformedSdpTest {
    private static final long SEED = Long.getLong("stagedoor.seed", 7_777);
    private static final int INPUTS = 10_000;

    @Test
    void ten_thousand_broken_descriptions_do_no_harm() throws IOException {
        List<String> good = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dev/stagedoor/rtc/sdp/offers"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".sdp")).sorted().toList()) {
                good.add(Files.readString(file));
            }
        }
        run(good, SdpInputs::negotiate);
    }

    @Test
    void ten_thousand_broken_fragments_do_no_harm() {
        String login = "a=ice-ufrag:aB3d\r\na=ice-pwd:0123456789abcdefghijklmn\r\n";
        String host = "a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host ufrag aB3d\r\n";
        run(
                List.of(
                        login + "m=audio 9 RTP/AVP 0\r\na=mid:0\r\n" + host + "a=end-of-candidates\r\n",
                        "a=ice-lite\r\na=ice-options:trickle ice2\r\na=group:BUNDLE 0 1\r\nm=audio 9 X 111\r\na=mid:0\r\n"
                                + login + host),
                SdpInputs::readFragment);
    }

    private static void run(List<String> good, Consumer<String> consumer) {
        Random random = new Random(SEED);
        for (int i = 0; i < INPUTS; i++) {
            String input = mutate(good.get(i % good.size()), random);
            try {
                consumer.accept(input);
            } catch (RuntimeException | StackOverflowError e) {
                Assertions.fail("seed " + SEED + ", input " + i + ":\n" + input, e);
            }
        }
    }

    private static String mutate(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && out.length() > 2; i++) {
            int at = random.nextInt(out.length());
            int end = Math.min(out.length(), at + 1 + random.nextInt(random.nextInt(10) == 0 ? 500 : 8));
            switch (random.nextInt(7)) {
                case 0 -> out.setCharAt(at, (char) random.nextInt(256));
                case 1 -> out.delete(at, end);
                case 2 -> out.insert(at, out.substring(at, end).repeat(1 + random.nextInt(3)));
                case 3 -> out.setLength(at);
                case 4 -> out.insert(at, Long.toString(random.nextLong()));
                case 5 ->
                    out.insert(
                            at, new String[] {"\r\n", " ", ":", "/", "=", ";", "m=", "a=extmap:"}[random.nextInt(8)]);
                default -> swapLines(out, random);
            }
        }
        return out.toString();
    }

    private static void swapLines(StringBuilder out, Random random) {
        String[] lines = out.toString().split("\n", -1);
        int a = random.nextInt(lines.length);
        int b = random.nextInt(lines.length);
        String line = lines[a];
        lines[a] = lines[b];
        lines[b] = line;
        out.setLength(0);
        out.append(String.join("\n", lines));
    }
}
