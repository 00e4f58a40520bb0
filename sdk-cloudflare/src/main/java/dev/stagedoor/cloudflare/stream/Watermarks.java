package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Watermarks of an account. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class Watermarks {
    /** The largest picture that is sent, in bytes. */
    public static final long MAX_FILE_BYTES = 10_000_000;

    private final Api api;

    Watermarks(Api api) {
        this.api = api;
    }

    /**
     * Makes a watermark of a file. Not repeated when the answer is lost.
     *
     * @param picture a PNG with transparency, up to {@link #MAX_FILE_BYTES}
     * @param settings how it looks
     * @return the watermark
     */
    public Watermark create(Path picture, WatermarkSettings settings) {
        Multipart parts = new Multipart(api);
        settings.fields().forEach((name, value) -> parts.text(name, value.toString()));
        parts.file("file", "application/octet-stream", picture, MAX_FILE_BYTES);
        return Watermark.read(api.object(parts.addTo(api.stream("POST", "watermarks"))));
    }

    /**
     * Makes a watermark of a picture that Cloudflare fetches. Not repeated when the answer is lost.
     *
     * @param picture where it is
     * @param settings how it looks
     * @return the watermark
     * @throws BadRequestException code 10010 when the address is of no use
     */
    public Watermark create(URI picture, WatermarkSettings settings) {
        ObjectNode body = Json.object().put("url", picture.toString());
        settings.fields().forEach((name, value) -> {
            if (value instanceof Double number) {
                body.put(name, number);
            } else {
                body.put(name, value.toString());
            }
        });
        return Watermark.read(api.object(Api.json(api.stream("POST", "watermarks"), body)));
    }

    /** {@return all watermarks} */
    public List<Watermark> list() {
        return Fields.list(api.result(api.stream("GET", "watermarks")), Watermark::read);
    }

    /**
     * @param uid of the watermark
     * @return it; empty when there is none
     */
    public Optional<Watermark> find(String uid) {
        return Gone.asEmpty(() -> Watermark.read(api.object(api.stream("GET", "watermarks", Segments.id("uid", uid)))));
    }

    /**
     * @param uid of the watermark; videos keep it
     * @return whether it was there
     */
    public boolean delete(String uid) {
        return Gone.asFalse(() -> api.done(api.stream("DELETE", "watermarks", Segments.id("uid", uid))));
    }
}
