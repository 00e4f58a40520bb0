package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.recording.RecordingId;
import java.util.Optional;

/** Where recordings are in an asset store. */
public final class RecordingKeys {
    /** The playlist, which is stored last and deleted first: where it is, all is. */
    public static final String PLAYLIST = "index.m3u8";

    /** The multivariant playlist, which is made of the other when it is asked for. */
    public static final String MULTIVARIANT = "main.m3u8";

    /** All recordings. */
    public static final AssetKey FOLDER = new AssetKey("recordings");

    private RecordingKeys() {}

    /**
     * @param id a recording
     * @return its folder
     */
    public static AssetKey folder(RecordingId id) {
        return new AssetKey(FOLDER + "/" + id);
    }

    /**
     * @param id a recording
     * @param name a file's name below its folder
     * @return the file
     */
    public static AssetKey file(RecordingId id, String name) {
        return new AssetKey(folder(id) + "/" + name);
    }

    /**
     * @param id a recording
     * @return a name behind all files of its folder and before those of every other; names no file
     */
    public static AssetKey behind(RecordingId id) {
        return new AssetKey(folder(id) + "0"); // the sign behind the slash
    }

    /**
     * @param key a file
     * @return the recording it belongs to; empty when it belongs to none
     */
    public static Optional<RecordingId> recordingOf(AssetKey key) {
        String[] segments = key.value().split("/");
        return segments.length < 3
                ? Optional.empty()
                : RecordingId.parse(segments[1]).filter(id -> id.toString().equals(segments[1]));
    }
}
