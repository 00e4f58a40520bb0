package dev.stagedoor.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU time of the media server per forwarded packet: the whole process, with everything on, while one publisher sends
 * 1.5 Mbit/s of video and Opus to 50 and to 200 viewers. Server and load run in two processes of this machine.
 */
final class ForwardingBenchmark {
    private static final int SECONDS = 20;
    private static final int ROUNDS = 2;

    private ForwardingBenchmark() {}

    static void run() {
        Table table = new Table("viewers", "connected", "packets", "lost", "us CPU/packet", "cores", "goal", "round");
        for (int viewers : List.of(50, 200)) {
            for (int round = 1; round <= ROUNDS; round++) {
                String[] result = measure(viewers).split(" ");
                table.row(
                        result[1],
                        result[2],
                        result[3],
                        result[4],
                        result[7],
                        result[8],
                        "4.5",
                        Integer.toString(round));
            }
        }
        System.out.println("VP8 1.5 Mbit/s, 30 frames/s, 5 ms pacer, and Opus: 227 packets/s a viewer; " + SECONDS
                + " s after a warm-up of 20 s; JDK " + System.getProperty("java.version"));
        System.out.println(table);
    }

    private static String measure(int viewers) {
        try {
            Process server = java(ForwardingServer.class.getName());
            try (BufferedReader lines = reader(server)) {
                String port = find(lines, "port ").substring("port ".length());
                Process load = java(
                        ForwardingLoad.class.getName(), port, Integer.toString(viewers), Integer.toString(SECONDS));
                try (BufferedReader figures = reader(load)) {
                    return find(figures, "result ");
                } finally {
                    load.destroy();
                }
            } finally {
                server.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String find(BufferedReader lines, String beginning) throws IOException {
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("the process ended without a line that begins with " + beginning);
    }
}
