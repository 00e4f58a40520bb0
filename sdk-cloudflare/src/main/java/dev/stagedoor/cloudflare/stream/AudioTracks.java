package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Additional audio tracks of videos. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class AudioTracks {
    private final Api api;

    AudioTracks(Api api) {
        this.api = api;
    }

    /**
     * @param video the video's uid
     * @return the additional tracks, without the sound that was uploaded with the picture
     */
    public List<AudioTrack> list(String video) {
        JsonNode result = api.result(audio("GET", video));
        return result.isArray()
                ? Fields.list(result, AudioTrack::read)
                : Fields.of(result).list(AudioTrack::read, "audio");
    }

    /**
     * Has Cloudflare fetch a track. Not repeated when the answer is lost.
     *
     * @param video the video's uid
     * @param label what tells it from the video's other tracks
     * @param url where the file is; its server must answer HEAD and GET of ranges
     * @return the track
     */
    public AudioTrack copy(String video, String label, URI url) {
        ObjectNode body = Json.object().put("label", label).put("url", url.toString());
        return AudioTrack.read(
                api.object(Api.json(api.stream("POST", Segments.id("video", video), "audio", "copy"), body)));
    }

    /**
     * Uploads a track. Not repeated when the answer is lost.
     *
     * @param video the video's uid
     * @param label what tells it from the video's other tracks
     * @param file up to {@link Videos#MAX_FILE_BYTES}
     * @return the track
     */
    public AudioTrack upload(String video, String label, Path file) {
        Multipart parts = new Multipart(api)
                .text("label", label)
                .file("file", "application/octet-stream", file, Videos.MAX_FILE_BYTES);
        return AudioTrack.read(api.object(parts.addTo(audio("POST", video))));
    }

    /**
     * @param video the video's uid
     * @param track the track's uid
     * @param label its new label
     * @return the track
     */
    public AudioTrack rename(String video, String track, String label) {
        return edit(video, track, Json.object().put("label", label));
    }

    /**
     * Has players begin with this track, and no longer with another.
     *
     * @param video the video's uid
     * @param track the track's uid
     * @return the track
     */
    public AudioTrack makeDefault(String video, String track) {
        return edit(video, track, Json.object().put("default", true));
    }

    /**
     * @param video the video's uid
     * @param track the track's uid; the default track cannot be deleted
     * @return whether it was there
     */
    public boolean delete(String video, String track) {
        return Gone.asFalse(() -> api.done(track("DELETE", video, track)));
    }

    private AudioTrack edit(String video, String track, ObjectNode body) {
        return AudioTrack.read(api.object(Api.json(track("PATCH", video, track).repeatable(true), body)));
    }

    private Call audio(String method, String video) {
        return api.stream(method, Segments.id("video", video), "audio");
    }

    private Call track(String method, String video, String track) {
        return api.stream(method, Segments.id("video", video), "audio", Segments.id("track", track));
    }
}
