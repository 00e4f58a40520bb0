package dev.stagedoor.assets.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Tells a full disk from other faults, in words that say what to do. */
public final class Disk {
    private Disk() {}

    /**
     * @param root a folder on the disk
     * @param bytes how many more are to be written
     * @return what to tell when there is no room for them; empty when there is, or nobody knows
     */
    public static Optional<String> tooFullFor(Path root, long bytes) {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            return free < bytes
                    ? Optional.of(advice(root, bytes + " bytes are needed, " + free + " are free"))
                    : Optional.empty();
        } catch (IOException | SecurityException unknown) {
            return Optional.empty();
        }
    }

    /**
     * @param root a folder on the disk
     * @param fault what writing threw
     * @return what to tell when the disk was full; empty for other faults
     */
    public static Optional<String> wasFull(Path root, IOException fault) {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = message.contains("no space left")
                || message.contains("out of disk space")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
        return full ? Optional.of(advice(root, String.valueOf(fault.getMessage()))) : Optional.empty();
    }

    private static String advice(Path root, String why) {
        return "the disk of " + root + " is full (" + why
                + "): free some space or move the folder to a larger disk, then try again";
    }
}
