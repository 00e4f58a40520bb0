package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * All that an account keeps, as one JSON document beside a folder of files. Not safe for use by many threads: {@link CloudflareAccount} guards it.
 */
final class Store {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "state.json";

    private final Path directory;
    private final boolean durable;
    private final ObjectNode root;
    private byte[] saved = new byte[0];

    private Store(Path directory, boolean durable, ObjectNode root) {
        this.directory = directory;
        this.durable = durable;
        this.root = root;
    }

    /** Reads what an earlier run left in the folder; makes the folder where there is none. */
    static Store in(Path directory) {
        try {
            Files.createDirectories(directory.resolve("files"));
            Path file = directory.resolve(STATE);
            ObjectNode root =
                    Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
            return new Store(directory, true, root);
        } catch (IOException fault) {
            throw new UncheckedIOException("the state in " + directory + " cannot be read", fault);
        }
    }

    /** Keeps nothing after {@link #discard}. */
    static Store temporary() {
        try {
            Path directory = Files.createTempDirectory("local-cloudflare");
            Files.createDirectories(directory.resolve("files"));
            return new Store(directory, false, JSON.createObjectNode());
        } catch (IOException fault) {
            throw new UncheckedIOException("no temporary folder", fault);
        }
    }

    Optional<ObjectNode> find(Shelf shelf, String uid) {
        return root.path(shelf.key()).get(uid) instanceof ObjectNode found ? Optional.of(found) : Optional.empty();
    }

    /** The oldest first. */
    List<ObjectNode> all(Shelf shelf) {
        List<ObjectNode> found = new ArrayList<>();
        for (Iterator<JsonNode> it = root.path(shelf.key()).elements(); it.hasNext(); ) {
            found.add((ObjectNode) it.next());
        }
        return found;
    }

    void put(Shelf shelf, String uid, ObjectNode document) {
        root.withObjectProperty(shelf.key()).set(uid, document);
    }

    boolean remove(Shelf shelf, String uid) {
        return root.withObjectProperty(shelf.key()).remove(uid) != null;
    }

    Path file(String name) {
        return directory.resolve("files").resolve(name);
    }

    void deleteFile(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException fault) {
            throw new UncheckedIOException("the file " + name + " cannot be deleted", fault);
        }
    }

    /** Writes what has changed: the whole document or nothing. */
    void save() {
        if (!durable) {
            return;
        }
        try {
            byte[] now = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
            if (!Arrays.equals(now, saved)) {
                Path part = directory.resolve(STATE + ".part");
                Files.write(part, now);
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.move(
                        part,
                        directory.resolve(STATE),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                saved = now;
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("the state cannot be written", fault);
        }
    }

    /** Deletes a temporary folder; leaves one that was given alone. */
    void discard() {
        if (durable) {
            return;
        }
        try (var entries = Files.walk(directory)) {
            for (Path entry : entries.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("the temporary folder cannot be deleted", fault);
        }
    }
}
