package dev.stagedoor.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line between client and storage that goes wrong as told: one fault for each request of a method, then none. One request a connection. */
final class BadLine implements AutoCloseable {
    /** What goes wrong. */
    enum Fault {
        /** The storage answers 500 and does nothing. */
        INTERNAL_ERROR,
        /** The storage answers 503 SlowDown and does nothing. */
        SLOW_DOWN,
        /** A gateway before the storage answers 502 in words of its own. */
        BAD_GATEWAY,
        /** The line breaks before the request arrives. */
        BREAK_BEFORE,
        /** The request is carried out and the line breaks before the answer arrives. */
        BREAK_AFTER,
        /** A byte of the request's body is changed on its way. */
        CHANGE_BODY,
        /** The answer tells another checksum than was sent. */
        OTHER_CHECKSUM,
        /** The storage knows nothing of checksums. */
        NO_CHECKSUM,
        /** The answer's body breaks off in the middle. */
        CUT_ANSWER,
        /** Nothing goes wrong. */
        NONE
    }

    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener;
    private final URI storage;

    BadLine(URI storage) throws IOException {
        this.storage = storage;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void next(String method, Fault... coming) {
        faults.put(method, new ConcurrentLinkedDeque<>(List.of(coming)));
    }

    /** Methods of all requests so far. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(20_000);
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            String method = head.substring(0, head.indexOf(' '));
            requests.add(method);
            Deque<Fault> coming = faults.getOrDefault(method, new ConcurrentLinkedDeque<>());
            Fault fault = coming.isEmpty() ? Fault.NONE : coming.poll();
            if (head.toLowerCase(Locale.ROOT).contains("expect: 100-continue")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            }
            answer(client, head, body(head, client.getInputStream()), fault);
        } catch (IOException broken) {
            return; // the client sees it
        }
    }

    private void answer(Socket client, String head, byte[] body, Fault fault) throws IOException {
        OutputStream out = client.getOutputStream();
        switch (fault) {
            case INTERNAL_ERROR -> out.write(error(500, "InternalError"));
            case SLOW_DOWN -> out.write(error(503, "SlowDown"));
            case BAD_GATEWAY ->
                out.write(
                        "HTTP/1.1 502 x\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>"
                                .getBytes(ISO_8859_1));
            case BREAK_BEFORE -> client.setSoLinger(true, 0);
            case BREAK_AFTER -> {
                carriedOut(head, body);
                client.setSoLinger(true, 0);
            }
            case CHANGE_BODY -> {
                body[body.length / 2] ^= 1;
                out.write(carriedOut(head, body));
            }
            case OTHER_CHECKSUM ->
                out.write(checksum(carriedOut(head, body), "x-amz-checksum-sha256: " + "A".repeat(43) + "="));
            case NO_CHECKSUM -> out.write(checksum(carriedOut(head, body), "x-nothing: x"));
            case CUT_ANSWER -> {
                byte[] answer = carriedOut(head, body);
                out.write(answer, 0, answer.length - 10);
            }
            case NONE -> out.write(carriedOut(head, body));
        }
        out.flush();
    }

    private byte[] carriedOut(String head, byte[] body) throws IOException {
        try (Socket server = new Socket(storage.getHost(), storage.getPort())) {
            server.setSoTimeout(20_000);
            String once = head.replaceAll("(?im)^(expect|connection):.*\r\n", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            server.getOutputStream().write(once.getBytes(ISO_8859_1));
            server.getOutputStream().write(body);
            server.getOutputStream().flush();
            return server.getInputStream().readAllBytes();
        }
    }

    private static byte[] checksum(byte[] answer, String line) {
        String text = new String(answer, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String head = text.substring(0, end).replaceAll("(?im)^x-amz-checksum-sha256:.*$", line);
        return (head + text.substring(end)).getBytes(ISO_8859_1);
    }

    private static byte[] error(int status, String code) {
        String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>x</Message></Error>";
        return ("HTTP/1.1 " + status + " x\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    private static byte[] body(String head, InputStream in) throws IOException {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                int length = Integer.parseInt(line.substring(15).trim());
                byte[] body = in.readNBytes(length);
                if (body.length < length) {
                    throw new IOException("the client broke off");
                }
                return body;
            }
        }
        return new byte[0];
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
