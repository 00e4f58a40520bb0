package dev.stagedoor.cloudflare.stream;

import java.util.Optional;

/** Videos of an account. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class Videos {
    private final Api api;

    Videos(Api api) {
        this.api = api;
    }

    /**
     * @param uid of the video
     * @return it; empty when there is none
     */
    public Optional<Video> find(String uid) {
        return Gone.asEmpty(() -> read(video("GET", uid)));
    }

    /**
     * @param uid of the video
     * @return whether it was there
     * @throws ConflictException code 10046 while it is being broadcast, and shortly after
     */
    public boolean delete(String uid) {
        return Gone.asFalse(() -> api.done(video("DELETE", uid)));
    }

    private Video read(Call call) {
        Video video = VideoReader.read(api.object(call));
        if (video.uid().isEmpty()) {
            throw api.unreadable(call, "the video has no uid");
        }
        return video;
    }

    private Call video(String method, String uid) {
        return api.stream(method, Segments.id("uid", uid));
    }
}
