package dev.stagedoor.cloudflare;

import dev.stagedoor.cloudflare.stream.TusUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known about the upload of one recording, beside its file, so that a process that dies goes on where it was.
 *
 * @param location where the file is sent to; a credential, so only the owner may read the file
 * @param videoUid the video it becomes
 * @param length of the file
 * @param sha256 of the file
 * @param failures how often Cloudflare could not use the file
 */
record UploadState(String location, String videoUid, long length, String sha256, int failures) {
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".upload");
    }

    static UploadState begun(TusUpload upload, String sha256, int failures) {
        return new UploadState(upload.location().toString(), upload.videoUid(), upload.length(), sha256, failures);
    }

    /** One whose video is there already. */
    static UploadState adopted(String videoUid, long length, String sha256, int failures) {
        return new UploadState("", videoUid, length, sha256, failures);
    }

    /** {@return the same file, whose upload has to begin anew for no fault of its own} */
    UploadState again() {
        return new UploadState("", "", length, sha256, failures);
    }

    /** {@return the same file, which could not be used, and whose upload has to begin anew} */
    UploadState failed() {
        return new UploadState("", "", length, sha256, failures + 1);
    }

    boolean isOf(long size, String digest) {
        return length == size && sha256.equals(digest);
    }

    boolean isBegun() {
        return !videoUid.isEmpty();
    }

    Optional<TusUpload> upload() {
        return location.isEmpty()
                ? Optional.empty()
                : Optional.of(new TusUpload(URI.create(location), videoUid, length));
    }

    static Optional<UploadState> read(Path file) {
        Path path = beside(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (InputStream in = Files.newInputStream(path)) {
            lines.load(in);
            return Optional.of(new UploadState(
                    lines.getProperty("location", ""),
                    lines.getProperty("videoUid", ""),
                    Long.parseLong(lines.getProperty("length", "0")),
                    lines.getProperty("sha256", ""),
                    Integer.parseInt(lines.getProperty("failures", "0"))));
        } catch (IOException fault) {
            throw new UncheckedIOException("the state of an upload cannot be read from " + path, fault);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Is on the disk, whole, when this returns. */
    void write(Path file) {
        Path path = beside(file);
        Path unfinished = path.resolveSibling(path.getFileName() + ".part");
        String text = "location=" + location + "\nvideoUid=" + videoUid + "\nlength=" + length + "\nsha256=" + sha256
                + "\nfailures=" + failures + "\n";
        try {
            Files.deleteIfExists(unfinished);
            create(unfinished);
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
                channel.force(true);
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            throw new UncheckedIOException("the state of an upload cannot be written to " + path, fault);
        }
    }

    private static void create(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    /** Leaves the address out, so that it reaches no log. */
    @Override
    public String toString() {
        return "UploadState[videoUid=" + videoUid + ", length=" + length + ", failures=" + failures + "]";
    }
}
