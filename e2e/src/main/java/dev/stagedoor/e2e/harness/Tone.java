package dev.stagedoor.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ten seconds of a 440 Hz tone as a WAV file: what the fake microphone hears, so that sound has energy. */
final class Tone {

    private static final int RATE = 48_000;
    private static final int SECONDS = 10;
    private static final int HERTZ = 440;
    private static final int LOUDNESS = 12_000;
    private static final int HEADER = 44;

    private Tone() {}

    static Path file() {
        try {
            Path file = Files.createTempFile("stagedoor-tone-", ".wav");
            file.toFile().deleteOnExit();
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes() {
        int size = RATE * SECONDS * 2;
        ByteBuffer wav = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + size).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(size);
        for (int sample = 0; sample < RATE * SECONDS; sample++) {
            wav.putShort((short) (LOUDNESS * Math.sin(2 * Math.PI * HERTZ * sample / RATE)));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
