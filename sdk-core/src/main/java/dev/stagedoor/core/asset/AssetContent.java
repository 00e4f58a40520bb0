package dev.stagedoor.core.asset;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of a stored file. The caller closes.
 *
 * @param stat the whole file
 * @param contentType as it was stored
 * @param from the first byte of {@code body} in the file
 * @param length how many bytes {@code body} gives
 * @param body the bytes
 */
public record AssetContent(AssetStat stat, String contentType, long from, long length, InputStream body)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}
