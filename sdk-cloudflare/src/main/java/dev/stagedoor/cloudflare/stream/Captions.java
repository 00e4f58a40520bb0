package dev.stagedoor.cloudflare.stream;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Captions of videos. Languages are BCP 47 tags. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class Captions {
    /** The largest WebVTT file in bytes. */
    public static final long MAX_FILE_BYTES = 10_000_000;

    private final Api api;

    Captions(Api api) {
        this.api = api;
    }

    /**
     * @param video the video's uid
     * @return what there is, in all languages
     * @throws NotFoundException when there is no such video
     */
    public List<Caption> list(String video) {
        return Fields.list(api.result(api.stream("GET", Segments.id("video", video), "captions")), Caption::read);
    }

    /**
     * @param video the video's uid
     * @param language such as {@code en}
     * @return the captions; empty when there are none
     */
    public Optional<Caption> find(String video, String language) {
        return Gone.asEmpty(() -> Caption.read(api.object(caption("GET", video, language))));
    }

    /**
     * Stores captions, in place of those that were there.
     *
     * @param video the video's uid
     * @param language such as {@code en}
     * @param webVtt the file, up to {@link #MAX_FILE_BYTES}
     * @return the captions
     */
    public Caption put(String video, String language, Path webVtt) {
        Call call = caption("PUT", video, language);
        return Caption.read(api.object(new Multipart(api)
                .file("file", "text/vtt", webVtt, MAX_FILE_BYTES)
                .addTo(call)));
    }

    /**
     * Has captions made by speech recognition; they are ready some time later.
     *
     * @param video the video's uid
     * @param language one of cs, nl, en, fr, de, it, ja, ko, pl, pt, ru, es
     * @return the captions to be
     */
    public Caption generate(String video, String language) {
        return Caption.read(api.object(
                api.stream("POST", Segments.id("video", video), "captions", Segments.language(language), "generate")));
    }

    /**
     * @param video the video's uid
     * @param language such as {@code en}
     * @return the captions as WebVTT; empty when there are none
     */
    public Optional<String> webVtt(String video, String language) {
        return Gone.asEmpty(() -> new String(
                api.send(api.stream("GET", Segments.id("video", video), "captions", Segments.language(language), "vtt")
                                .header("Accept", "text/vtt"))
                        .body(),
                StandardCharsets.UTF_8));
    }

    /**
     * @param video the video's uid
     * @param language such as {@code en}
     * @return whether there were any
     */
    public boolean delete(String video, String language) {
        return Gone.asFalse(() -> api.done(caption("DELETE", video, language)));
    }

    private Call caption(String method, String video, String language) {
        return api.stream(method, Segments.id("video", video), "captions", Segments.language(language));
    }
}
