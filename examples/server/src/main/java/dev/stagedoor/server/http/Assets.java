package dev.stagedoor.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files under {@code /public} of the class path, held in memory. {@link #base()} carries one hash of all of them, so that
 * relative imports keep it; below it everything is cached for ever. Below plain {@code /assets} a file is revalidated by
 * its entity tag.
 */
public final class Assets {

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Asset> files;
    private final String version;

    private record Asset(byte[] bytes, String hash, String type) {}

    private Assets(Map<String, Asset> files) {
        this.files = files;
        this.version = "v"
                + hash(String.join(",", files.values().stream().map(Asset::hash).toList())
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Reads every file under {@code /public}. */
    public static Assets load() {
        @Nullable URL root = Assets.class.getResource("/public");
        if (root == null) {
            return new Assets(Map.of());
        }
        try {
            return new Assets(read(root.toURI()));
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("the assets in the class path cannot be read", unreadable);
        }
    }

    private static Map<String, Asset> read(URI root) throws IOException {
        if (!"jar".equals(root.getScheme())) {
            return read(Path.of(root));
        }
        try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
            return read(jar.getPath("/public"));
        }
    }

    private static Map<String, Asset> read(Path root) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = walk.filter(Files::isRegularFile).toList();
        }
        Map<String, Asset> files = new TreeMap<>();
        for (Path path : paths) {
            String name = root.relativize(path).toString().replace('\\', '/');
            files.put(name, asset(name, Files.readAllBytes(path)));
        }
        return files;
    }

    private static Asset asset(String name, byte[] bytes) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new Asset(bytes, hash(bytes), TYPES.getOrDefault(extension, "application/octet-stream"));
    }

    /** Path prefix of all assets, without a slash at the end. It changes with any of them. */
    public String base() {
        return "/assets/" + version;
    }

    /**
     * The address of one file.
     *
     * @param path below {@code /public}, such as {@code css/app.css}
     * @throws IllegalArgumentException if there is no such file
     */
    public String url(String path) {
        if (!files.containsKey(path)) {
            throw new IllegalArgumentException("no such asset: " + path);
        }
        return base() + "/" + path;
    }

    void serve(Context ctx, String path) {
        boolean pinned = path.startsWith(version + "/");
        String name = pinned ? path.substring(version.length() + 1) : withoutOldVersion(path);
        Asset asset =
                Optional.ofNullable(files.get(name)).orElseThrow(() -> Problem.notFound("There is no such file."));
        String etag = "\"" + asset.hash() + "\"";
        ctx.header("Cache-Control", pinned ? FOREVER : "no-cache").header("ETag", etag);
        @Nullable String held = ctx.header("If-None-Match");
        if (held != null && held.contains(asset.hash())) {
            ctx.status(304);
        } else {
            ctx.contentType(asset.type()).result(asset.bytes());
        }
    }

    private static String withoutOldVersion(String path) {
        return path.matches("v[0-9a-f]{16}/.*") ? path.substring(path.indexOf('/') + 1) : path;
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
