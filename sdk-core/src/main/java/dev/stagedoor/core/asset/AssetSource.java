package dev.stagedoor.core.asset;

import java.io.IOException;
import java.io.InputStream;

/** Bytes to be stored. May be opened several times: a store that repeats an upload begins anew. */
public interface AssetSource {
    /** {@return how many bytes there are} */
    long bytes();

    /** {@return their SHA-256, lower-case hexadecimal} */
    String sha256();

    /** {@return such as {@code video/mp4}} */
    String contentType();

    /**
     * @return the bytes from the beginning; the caller closes
     * @throws IOException when they cannot be read
     */
    InputStream open() throws IOException;
}
