package dev.stagedoor.assets;

import dev.stagedoor.assets.internal.files.ContentTypes;
import dev.stagedoor.assets.internal.files.Depot;
import dev.stagedoor.assets.internal.files.Sha256;
import dev.stagedoor.core.asset.AssetSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file as the source of an upload.
 *
 * @param path the file
 * @param bytes how large it was when it was looked at
 * @param sha256 of its bytes then, lower-case hexadecimal
 * @param contentType its media type
 */
public record FileAssetSource(Path path, long bytes, String sha256, String contentType)
        implements AssetSource, Depot.Linkable {

    /**
     * Looks at a file: reads it once for its checksum. Its type is told by its name.
     *
     * @param path a file
     * @return the source
     * @throws IOException when it cannot be read
     */
    public static FileAssetSource of(Path path) throws IOException {
        return of(path, ContentTypes.of(String.valueOf(path.getFileName())));
    }

    /**
     * Looks at a file: reads it once for its checksum.
     *
     * @param path a file
     * @param contentType its media type, such as {@code video/mp4}
     * @return the source
     * @throws IOException when it cannot be read
     */
    public static FileAssetSource of(Path path, String contentType) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            long bytes = Files.size(path);
            return new FileAssetSource(path, bytes, Sha256.of(in), contentType);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
