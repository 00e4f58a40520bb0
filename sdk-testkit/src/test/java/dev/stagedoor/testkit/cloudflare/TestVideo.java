package dev.stagedoor.testkit.cloudflare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grey pictures in YUV4MPEG2, the simplest file that players know as a video. */
final class TestVideo {
    private static final int FRAMES_PER_SECOND = 10;

    private TestVideo() {}

    static byte[] ofSeconds(double seconds) {
        return of(16, 16, (int) Math.round(seconds * FRAMES_PER_SECOND));
    }

    static byte[] of(int width, int height, int frames) {
        byte[] head = ("YUV4MPEG2 W" + width + " H" + height + " F" + FRAMES_PER_SECOND + ":1 Ip A1:1 C420jpeg\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] frameHead = "FRAME\n".getBytes(StandardCharsets.US_ASCII);
        int picture = width * height * 3 / 2;
        byte[] file = new byte[head.length + frames * (frameHead.length + picture)];
        Arrays.fill(file, (byte) 128);
        System.arraycopy(head, 0, file, 0, head.length);
        for (int i = 0; i < frames; i++) {
            System.arraycopy(frameHead, 0, file, head.length + i * (frameHead.length + picture), frameHead.length);
        }
        return file;
    }
}
