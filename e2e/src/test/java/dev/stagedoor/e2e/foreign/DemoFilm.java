package dev.stagedoor.e2e.foreign;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Makes the film that demo mode shows as a replay and as a workout: box breathing, four times four seconds, with the files that a recording has. What it makes
 * is committed, so that the product needs none of this; run it again when the film shall change.
 */
public final class DemoFilm {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final int RATE = 15;
    private static final int SECONDS = 64;
    private static final int PHASE_SECONDS = 4;
    /** Few files: each is synced to the disk twice when a demo begins. */
    private static final int SEGMENT_SECONDS = 16;

    private static final int SAMPLES = 48_000;
    private static final List<String> PHASES = List.of("Breathe in", "Hold", "Breathe out", "Hold");
    private static final Color DUSK = new Color(0x14110f);
    private static final Color CURTAIN = new Color(0x2b3f63);
    private static final Color AMBER = new Color(0xf5b04c);
    private static final Color INK = new Color(0xfaf7f2);
    private static final Color QUIET = new Color(0xcdc2b5);
    private static final int SIDE = 340;
    private static final int LEFT = (WIDTH - SIDE) / 2;
    private static final int TOP = (HEIGHT - SIDE) / 2;

    private DemoFilm() {}

    /**
     * @param args the folder that shall have the film
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        Path sound = Files.createTempFile("breathing", ".wav");
        writeSound(sound);
        Process ffmpeg = encoder(sound, folder);
        try (OutputStream pictures = new BufferedOutputStream(ffmpeg.getOutputStream(), 1 << 20)) {
            for (int frame = 0; frame < SECONDS * RATE; frame++) {
                pictures.write(picture(frame / (double) RATE));
            }
        }
        if (ffmpeg.waitFor() != 0) {
            throw new IOException("ffmpeg ended with " + ffmpeg.exitValue());
        }
        Files.delete(sound);
    }

    private static Process encoder(Path sound, Path folder) throws IOException {
        Path programs = FfmpegPublisher.unpack();
        ProcessBuilder builder = new ProcessBuilder(
                        programs.resolve("ffmpeg").toString(),
                        "-hide_banner",
                        "-loglevel",
                        "warning",
                        "-f",
                        "rawvideo",
                        "-pixel_format",
                        "bgr24",
                        "-video_size",
                        WIDTH + "x" + HEIGHT,
                        "-framerate",
                        Integer.toString(RATE),
                        "-i",
                        "-",
                        "-i",
                        sound.toString(),
                        "-c:v",
                        "libopenh264",
                        "-profile:v",
                        "constrained_baseline",
                        "-pix_fmt",
                        "yuv420p",
                        "-b:v",
                        "110k",
                        "-g",
                        Integer.toString(RATE * PHASE_SECONDS),
                        "-c:a",
                        "libopus",
                        "-b:a",
                        "24k",
                        "-f",
                        "hls",
                        "-hls_time",
                        Integer.toString(SEGMENT_SECONDS),
                        "-hls_playlist_type",
                        "event",
                        "-hls_segment_type",
                        "fmp4",
                        "-hls_flags",
                        "independent_segments",
                        "-hls_fmp4_init_filename",
                        "init-0.mp4",
                        "-hls_segment_filename",
                        "%06d.m4s",
                        "index.m3u8")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LD_LIBRARY_PATH", programs.toString());
        return builder.start();
    }

    /** 0 with empty lungs, 1 with full ones. */
    private static double breath(double second) {
        double phase = second % (4 * PHASE_SECONDS) / PHASE_SECONDS;
        double linear = phase < 1 ? phase : phase < 2 ? 1 : phase < 3 ? 3 - phase : 0;
        return (1 - Math.cos(Math.PI * linear)) / 2;
    }

    private static byte[] picture(double second) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, CURTAIN, 0, HEIGHT, DUSK));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        drawLungs(pen, breath(second));
        drawBox(pen, second % (4 * PHASE_SECONDS) / PHASE_SECONDS);
        drawWords(pen, second);
        pen.dispose();
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    private static void drawLungs(Graphics2D pen, double breath) {
        double radius = 60 + 85 * breath;
        pen.setColor(new Color(AMBER.getRed(), AMBER.getGreen(), AMBER.getBlue(), 60));
        pen.fill(around(radius + 14));
        pen.setColor(AMBER);
        pen.fill(around(radius));
    }

    private static Ellipse2D around(double radius) {
        return new Ellipse2D.Double(WIDTH / 2.0 - radius, HEIGHT / 2.0 - radius, 2 * radius, 2 * radius);
    }

    /** Up with the breath, across, down, and back: each side of the box is a phase. */
    private static void drawBox(Graphics2D pen, double phase) {
        pen.setColor(new Color(QUIET.getRed(), QUIET.getGreen(), QUIET.getBlue(), 120));
        pen.setStroke(new BasicStroke(3));
        pen.draw(new RoundRectangle2D.Double(LEFT, TOP, SIDE, SIDE, 18, 18));
        double along = phase % 1 * SIDE;
        double x = phase < 1 ? LEFT : phase < 2 ? LEFT + along : phase < 3 ? LEFT + SIDE : LEFT + SIDE - along;
        double y = phase < 1 ? TOP + SIDE - along : phase < 2 ? TOP : phase < 3 ? TOP + along : TOP + SIDE;
        pen.setColor(INK);
        pen.fill(new Ellipse2D.Double(x - 11, y - 11, 22, 22));
    }

    private static void drawWords(Graphics2D pen, double second) {
        String phase = PHASES.get((int) (second / PHASE_SECONDS) % PHASES.size());
        int left = PHASE_SECONDS - (int) second % PHASE_SECONDS;
        pen.setColor(DUSK);
        centre(pen, Integer.toString(left), new Font("DejaVu Sans", Font.BOLD, 64), HEIGHT / 2 + 23);
        pen.setColor(INK);
        centre(pen, phase, new Font("DejaVu Sans", Font.BOLD, 34), HEIGHT - 36);
        pen.setColor(QUIET);
        int round = (int) (second / (4 * PHASE_SECONDS)) + 1;
        centre(
                pen,
                "Round " + round + " of " + SECONDS / (4 * PHASE_SECONDS),
                new Font("DejaVu Sans", Font.PLAIN, 22),
                58);
    }

    private static void centre(Graphics2D pen, String words, Font font, int baseline) {
        pen.setFont(font);
        pen.drawString(words, (WIDTH - pen.getFontMetrics().stringWidth(words)) / 2, baseline);
    }

    /** A quiet chord that swells and fades with the breath. */
    private static void writeSound(Path file) throws IOException {
        byte[] pcm = new byte[SECONDS * SAMPLES * 2];
        for (int i = 0; i < SECONDS * SAMPLES; i++) {
            double second = i / (double) SAMPLES;
            double chord = tone(second, 130.81) + 0.7 * tone(second, 196) + 0.5 * tone(second, 261.63);
            int value = (int) (3_000 * (0.25 + 0.75 * breath(second)) * chord);
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(SAMPLES, 16, 1, true, false);
        try (AudioInputStream sound =
                new AudioInputStream(new ByteArrayInputStream(pcm), format, (long) SECONDS * SAMPLES)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private static double tone(double second, double hertz) {
        return Math.sin(2 * Math.PI * hertz * second);
    }
}
