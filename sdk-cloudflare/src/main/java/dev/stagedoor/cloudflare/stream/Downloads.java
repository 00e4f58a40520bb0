package dev.stagedoor.cloudflare.stream;

import java.util.EnumMap;
import java.util.Map;

/**
 * Files made of videos. MP4 of a recorded broadcast only when it is shorter than 4 hours. Safe for use by many threads; faults are {@link
 * CloudflareStreamException}s.
 */
public final class Downloads {
    private final Api api;

    Downloads(Api api) {
        this.api = api;
    }

    /**
     * Has a file made; asking again is harmless.
     *
     * @param video the uid of a video that is ready
     * @param type what kind of file
     * @return what there is now
     */
    public Map<DownloadType, Download> create(String video, DownloadType type) {
        return read(api.stream("POST", Segments.id("video", video), "downloads", type.word)
                .repeatable(true));
    }

    /**
     * The older form of {@link #create(String, DownloadType)} for {@link DownloadType#DEFAULT}.
     *
     * @param video the uid of a video that is ready
     * @return what there is now
     */
    public Map<DownloadType, Download> create(String video) {
        return read(downloads("POST", video).repeatable(true));
    }

    /**
     * @param video the video's uid
     * @return what there is
     */
    public Map<DownloadType, Download> list(String video) {
        return read(downloads("GET", video));
    }

    /**
     * @param video the video's uid
     * @param type what kind of file
     * @return whether it was there
     */
    public boolean delete(String video, DownloadType type) {
        return Gone.asFalse(() -> api.done(api.stream("DELETE", Segments.id("video", video), "downloads", type.word)));
    }

    /**
     * The older form of {@link #delete(String, DownloadType)} for {@link DownloadType#DEFAULT}.
     *
     * @param video the video's uid
     * @return whether it was there
     */
    public boolean delete(String video) {
        return Gone.asFalse(() -> api.done(downloads("DELETE", video)));
    }

    private Map<DownloadType, Download> read(Call call) {
        Fields fields = api.object(call);
        Map<DownloadType, Download> downloads = new EnumMap<>(DownloadType.class);
        for (DownloadType type : DownloadType.values()) {
            fields.object(type.word).ifPresent(it -> downloads.put(type, Download.read(it)));
        }
        return downloads;
    }

    private Call downloads(String method, String video) {
        return api.stream(method, Segments.id("video", video), "downloads");
    }
}
