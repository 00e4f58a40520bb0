package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.assets.ReplayResponse;
import dev.stagedoor.assets.ReplayResponse.Header;
import dev.stagedoor.assets.internal.files.ContentTypes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds an answer with the header lines that every file of a replay carries. */
public final class Reply {
    private final List<Header> headers = new ArrayList<>();

    /**
     * @param target which file
     * @param entityTag its entity tag with quotes
     * @param caching the Cache-Control value
     */
    public Reply(Target target, String entityTag, String caching) {
        headers.add(new Header("Content-Type", ContentTypes.of(target.file())));
        headers.add(new Header("ETag", entityTag));
        headers.add(new Header("Cache-Control", caching));
        headers.add(new Header("Accept-Ranges", "bytes"));
        headers.add(new Header("Vary", "Authorization, Cookie"));
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        headers.add(new Header("Referrer-Policy", "no-referrer"));
    }

    /**
     * Caching of a file that never changes: by this person's browser only, and no longer than the token opens.
     *
     * @param left for how long it opens
     * @return the Cache-Control value
     */
    public static String forAsLongAs(Duration left) {
        long seconds = Math.min(left.toSeconds(), Duration.ofDays(7).toSeconds());
        return "private, max-age=" + Math.max(0, seconds) + ", immutable";
    }

    /**
     * @param range which part
     * @param size of the whole
     * @param body the bytes of the part
     * @return 206
     */
    public ReplayResponse part(ByteRange range, long size, InputStream body) {
        long last = range.from() + range.length() - 1;
        headers.add(new Header("Content-Range", "bytes " + range.from() + "-" + last + "/" + size));
        return new ReplayResponse(206, headers, range.length(), body);
    }

    /**
     * @param size of the whole
     * @param body its bytes, or none for HEAD
     * @return 200
     */
    public ReplayResponse whole(long size, InputStream body) {
        return new ReplayResponse(200, headers, size, body);
    }

    /** {@return 304} */
    public ReplayResponse notModified() {
        headers.removeIf(header -> header.name().equals("Content-Type"));
        return new ReplayResponse(304, headers, 0, new ByteArrayInputStream(new byte[0]));
    }
}
