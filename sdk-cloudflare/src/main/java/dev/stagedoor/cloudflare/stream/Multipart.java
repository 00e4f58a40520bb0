package dev.stagedoor.cloudflare.stream;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A {@code multipart/form-data} body whose files are read while they are sent. RFC 7578. */
final class Multipart {
    private static final long SLOWEST_BYTES_PER_SECOND = 125_000;
    private static final int LONGEST_NAME = 100;

    private final Api api;
    private final String boundary;
    private final List<BodyPublisher> parts = new ArrayList<>();
    private long fileBytes;

    Multipart(Api api) {
        this.api = api;
        byte[] random = new byte[16];
        api.transport().random().nextBytes(random);
        boundary = "stagedoor-" + HexFormat.of().formatHex(random);
    }

    Multipart text(String name, String value) {
        parts.add(bytes(head(name) + "\r\n\r\n" + value + "\r\n"));
        return this;
    }

    /**
     * @throws IllegalArgumentException when the file is longer
     * @throws CloudflareIoException when it cannot be read
     */
    Multipart file(String name, String type, Path file, long longest) {
        try {
            long size = Files.size(file);
            if (size > longest) {
                throw new IllegalArgumentException("the file has " + size + " bytes, more than " + longest);
            }
            fileBytes += size;
            parts.add(
                    bytes(head(name) + "; filename=\"" + shownName(file) + "\"\r\nContent-Type: " + type + "\r\n\r\n"));
            parts.add(BodyPublishers.ofFile(file));
            parts.add(bytes("\r\n"));
            return this;
        } catch (IOException fault) {
            throw new CloudflareIoException("the file cannot be read; nothing was sent", false, false, fault);
        }
    }

    /** The call gets the time that the files need at 1 Mbit/s beside its own. */
    Call addTo(Call call) {
        List<BodyPublisher> all = new ArrayList<>(parts);
        all.add(bytes("--" + boundary + "--\r\n"));
        Duration needed = Duration.ofSeconds(fileBytes / SLOWEST_BYTES_PER_SECOND);
        return call.body(
                        "multipart/form-data; boundary=" + boundary,
                        BodyPublishers.concat(all.toArray(BodyPublisher[]::new)))
                .deadline(api.transport().timeout().plus(needed));
    }

    private String head(String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private static String shownName(Path file) {
        String name = String.valueOf(file.getFileName()).replaceAll("[^0-9A-Za-z._-]", "_");
        return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
    }

    private static BodyPublisher bytes(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
