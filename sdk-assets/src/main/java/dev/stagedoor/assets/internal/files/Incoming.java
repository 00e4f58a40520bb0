package dev.stagedoor.assets.internal.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files wait until they are whole: a hidden folder on the same file system as the final place. A name tells when it was begun, so that what a crash
 * left behind can be told from what another process writes just now. Safe for use by many threads.
 */
public final class Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);
    private static final String SUFFIX = ".part";
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final InstantSource clock;
    private final AtomicLong counter = new AtomicLong();

    /**
     * Makes the folder and clears out what earlier processes left there.
     *
     * @param root the store's root
     * @param clock tells how old a file is
     * @throws IOException when the folder cannot be made
     */
    public Incoming(Path root, InstantSource clock) throws IOException {
        this.folder = Files.createDirectories(root.resolve(".incoming"));
        this.clock = clock;
        dropStale();
    }

    private void dropStale() throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path part : parts) {
                if (isStale(String.valueOf(part.getFileName()))) {
                    Files.deleteIfExists(part);
                    LOG.info("dropped {}, which an interrupted upload left behind", part);
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    private boolean isStale(String name) {
        try {
            Instant begun = Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('-'))));
            return Duration.between(begun, clock.instant()).abs().compareTo(LONGEST_UPLOAD) > 0;
        } catch (NumberFormatException | StringIndexOutOfBoundsException notOurs) {
            return false;
        }
    }

    /** {@return a name that nobody uses; nothing is made} */
    public Path free() {
        String name = clock.millis() + "-" + ProcessHandle.current().pid() + "-" + counter.incrementAndGet() + SUFFIX;
        return folder.resolve(name);
    }

    /**
     * Writes bytes to a new file and has the disk confirm them.
     *
     * @param in the bytes, not closed
     * @param most how many may come; one more is read at most, so that a longer source shows
     * @return the file, to be moved or deleted by the caller
     * @throws IOException when reading or writing fails; nothing is left then
     */
    public Written write(InputStream in, long most) throws IOException {
        Path part = free();
        boolean whole = false;
        try (FileChannel out = create(part)) {
            MessageDigest digest = Sha256.digest();
            long count = copy(in, out, digest, most);
            out.force(true);
            whole = true;
            return new Written(part, count, Sha256.hex(digest));
        } finally {
            if (!whole) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static FileChannel create(Path part) throws IOException {
        try {
            return FileChannel.open(part, CREATE_NEW, WRITE);
        } catch (FileAlreadyExistsException taken) {
            throw new IOException("two processes wrote " + part + " at once", taken);
        }
    }

    private static long copy(InputStream in, FileChannel out, MessageDigest digest, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        while (count <= most) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, most + 1 - count));
            if (read < 0) {
                return count;
            }
            digest.update(buffer, 0, read);
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            count += read;
        }
        return count;
    }

    /**
     * Gives a file of the same file system a second name here, without copying.
     *
     * @param file a file that nobody changes any more
     * @return the file
     * @throws IOException when the file systems differ or know no links
     * @throws UnsupportedOperationException when the file system knows no links
     */
    public Path link(Path file) throws IOException {
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw new IOException(file + " is no regular file");
        }
        Path link = Files.createLink(free(), file);
        confirm(link);
        return link;
    }

    private static void confirm(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
            channel.force(true);
        }
    }

    /**
     * A file that is whole and on the disk.
     *
     * @param file where
     * @param bytes how many were written
     * @param sha256 of what was written
     */
    public record Written(Path file, long bytes, String sha256) {}
}
