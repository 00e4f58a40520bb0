package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.recording.RecordingId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which file a path names. Our names need no escaping, so nothing is decoded: an escape, a backslash, a second slash or a name of another shape is simply no
 * file of a replay.
 *
 * @param recordingId whose file
 * @param file its name
 */
public record Target(RecordingId recordingId, String file) {
    private static final Pattern PATH =
            Pattern.compile("(?:/.*)?/hls/([0-9a-fA-F-]{36})/([A-Za-z0-9_-]{1,100}\\.(?:m3u8|mp4|m4s))");

    /**
     * @param path a request's path, not decoded
     * @return the file it names; empty when it cannot be one
     */
    public static Optional<Target> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches()
                ? RecordingId.parse(matcher.group(1)).map(id -> new Target(id, matcher.group(2)))
                : Optional.empty();
    }

    /** {@return whether it is a playlist, which may change and may be rewritten} */
    public boolean isPlaylist() {
        return file.endsWith(".m3u8");
    }

    /** {@return its name below the local folder of recordings} */
    public AssetKey localKey() {
        return new AssetKey(recordingId + "/" + file);
    }

    /** {@return its name in the asset store} */
    public AssetKey storedKey() {
        return RecordingKeys.file(recordingId, file);
    }
}
