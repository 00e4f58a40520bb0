package dev.stagedoor.assets;

import dev.stagedoor.assets.internal.files.Sha256;
import dev.stagedoor.core.asset.AssetSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;

/** Bytes in memory as the source of an upload, such as a picture. Immutable as long as nobody changes the array. */
public final class BytesAssetSource implements AssetSource {
    private final byte[] content;
    private final String contentType;
    private final String sha256;

    /**
     * @param content the bytes; not copied
     * @param contentType their media type, such as {@code image/jpeg}
     */
    public BytesAssetSource(byte[] content, String contentType) {
        this.content = content;
        this.contentType = contentType;
        MessageDigest digest = Sha256.digest();
        digest.update(content);
        this.sha256 = Sha256.hex(digest);
    }

    @Override
    public long bytes() {
        return content.length;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
