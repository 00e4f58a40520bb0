package dev.stagedoor.assets.internal.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.Objects.requireNonNull;

import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Puts files into a folder whole or not at all: written aside, confirmed by the disk, read back, and only then given their name. */
public final class Depot {
    private static final int ATTEMPTS = 5;

    private final Folder folder;
    private final Incoming incoming;
    private final InstantSource clock;

    /**
     * @param folder where files go
     * @param incoming where they wait
     * @param clock tells when a file was stored
     */
    public Depot(Folder folder, Incoming incoming, InstantSource clock) {
        this.folder = folder;
        this.incoming = incoming;
        this.clock = clock;
    }

    /**
     * @param key its name
     * @param source its bytes
     * @return what is stored
     * @throws IOException when the source or the disk fails; nothing new is stored then
     */
    public AssetStat put(AssetKey key, AssetSource source) throws IOException {
        if (!folder.isBelowFolders(key) || Files.isDirectory(folder.path(key), NOFOLLOW_LINKS)) {
            throw new AssetException(
                    "cannot store " + key + ": its name is in use for a folder or a file", false, null);
        }
        Path part = linked(source).orElse(null);
        if (part == null) {
            part = written(key, source);
        }
        try {
            verify(key, source, part);
            return publish(key, source, part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Optional<Path> linked(AssetSource source) {
        if (!(source instanceof Linkable file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(incoming.link(file.path()));
        } catch (IOException | UnsupportedOperationException copyInstead) {
            return Optional.empty();
        }
    }

    private Path written(AssetKey key, AssetSource source) throws IOException {
        Disk.tooFullFor(folder.root(), source.bytes()).ifPresent(advice -> {
            throw new AssetException("cannot store " + key + ": " + advice + "; nothing was stored", true, null);
        });
        Incoming.Written written;
        try (InputStream in = source.open()) {
            written = incoming.write(in, source.bytes());
        }
        if (written.bytes() != source.bytes() || !written.sha256().equals(source.sha256())) {
            Files.deleteIfExists(written.file());
            throw other(key, "its bytes are not those that were announced");
        }
        return written.file();
    }

    private static void verify(AssetKey key, AssetSource source, Path part) throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            if (Files.size(part) != source.bytes() || !Sha256.of(in).equals(source.sha256())) {
                throw other(key, "what the disk gives back is not what was announced");
            }
        }
    }

    private static AssetException other(AssetKey key, String what) {
        return new AssetException("cannot store " + key + ": " + what + "; nothing was stored", true, null);
    }

    private AssetStat publish(AssetKey key, AssetSource source, Path part) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Files.setLastModifiedTime(part, FileTime.from(now));
        Path file = folder.path(key);
        for (int attempt = 1; ; attempt++) {
            try {
                makeFolders(parentOf(file));
                note(file, source, now);
                Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
                break;
            } catch (NoSuchFileException folderWasJustDeleted) {
                if (attempt == ATTEMPTS) {
                    throw folderWasJustDeleted;
                }
            }
        }
        Folders.confirm(parentOf(file));
        return new AssetStat(key, source.bytes(), now);
    }

    private void note(Path file, AssetSource source, Instant now) throws IOException {
        if (source.contentType().equals(ContentTypes.of(String.valueOf(file.getFileName())))) {
            return;
        }
        Path temporary = incoming.free();
        try {
            TypeNote.write(file, source.bytes(), now.toEpochMilli(), source.contentType(), temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path parentOf(Path file) {
        return requireNonNull(file.getParent(), "a file below the root has a folder above it");
    }

    private void makeFolders(Path parent) throws IOException {
        if (Files.isDirectory(parent, NOFOLLOW_LINKS)) {
            return;
        }
        Files.createDirectories(parent);
        for (Path path = parent.getParent(); path != null && path.startsWith(folder.root()); path = path.getParent()) {
            Folders.confirm(path);
        }
    }

    /**
     * @param key a name
     * @return whether there was such a file; it is gone now
     * @throws IOException when it cannot be deleted
     */
    public boolean delete(AssetKey key) throws IOException {
        Path file = folder.path(key);
        if (folder.stat(key).isEmpty()) {
            return false;
        }
        boolean deleted = Files.deleteIfExists(file);
        TypeNote.drop(file);
        Folders.deleteEmptyUpTo(folder.root(), parentOf(file));
        return deleted;
    }

    /**
     * @param key a folder
     * @return how many files there were below it
     * @throws IOException when something cannot be deleted; a part may be gone then
     */
    public int deleteFolder(AssetKey key) throws IOException {
        if (!folder.isBelowFolders(key)) {
            return 0;
        }
        Path path = folder.path(key);
        int count = Folders.delete(path);
        Folders.deleteEmptyUpTo(folder.root(), parentOf(path));
        return count;
    }

    /** A source whose bytes are a file that nobody changes any more. */
    public interface Linkable {
        /** {@return the file} */
        Path path();
    }
}
