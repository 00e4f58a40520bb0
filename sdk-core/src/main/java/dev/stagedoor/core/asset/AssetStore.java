package dev.stagedoor.core.asset;

import java.util.List;
import java.util.Optional;

/**
 * SPI: a place that keeps files. Safe for use by many threads. A fault is an {@link AssetException}. The promises are checked by {@code AssetStoreContract} in
 * the testkit.
 */
public interface AssetStore extends AutoCloseable {
    /** {@return a short name for logs, such as {@code files} or {@code s3}} */
    String name();

    /**
     * Stores a file as a whole or not at all, over one of the same name, and returns once size and checksum of what is stored are verified.
     *
     * @param key its name
     * @param source its bytes
     * @return what is stored
     * @throws AssetException when the bytes are not those that the source announced, or the store fails; nothing new is stored then
     */
    AssetStat put(AssetKey key, AssetSource source);

    /**
     * @param key a name
     * @return the file, or empty
     */
    Optional<AssetStat> stat(AssetKey key);

    /**
     * Reads a part of a file.
     *
     * @param key a name
     * @param from the first byte, at least 0
     * @param length the most bytes to give, at least 1
     * @return the part; empty when there is no such file; of length 0 when {@code from} is at or behind its end
     */
    Optional<AssetContent> read(AssetKey key, long from, long length);

    /**
     * Deletes a file. One that is not there is success.
     *
     * @param key a name
     * @return whether it was there
     */
    boolean delete(AssetKey key);

    /**
     * Deletes every file below a folder, and the folder. One that is not there is success.
     *
     * @param folder a key without a slash at its end
     * @return how many files there were
     */
    int deleteFolder(AssetKey folder);

    /**
     * Lists files below a folder in the order of their names.
     *
     * @param folder a key without a slash at its end
     * @param after the last name of the page before; empty for the first
     * @param limit the most to give, at least 1
     * @return the files
     */
    List<AssetStat> list(AssetKey folder, Optional<AssetKey> after, int limit);

    /** Frees what the store opened itself. A second call does nothing. */
    @Override
    void close();
}
