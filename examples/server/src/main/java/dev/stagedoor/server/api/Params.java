package dev.stagedoor.server.api;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.server.http.Problem;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads paths, queries and headers. */
final class Params {

    private static final int LONGEST_KEY = 200;

    private Params() {}

    static StreamId streamId(Context ctx) {
        return StreamId.parse(ctx.pathParam("id")).orElseThrow(Problem::noSuchStream);
    }

    static StreamSession stream(Context ctx, StreamSessions sessions) {
        return sessions.find(streamId(ctx)).orElseThrow(Problem::noSuchStream);
    }

    static StreamQuery query(Context ctx) {
        StreamQuery query = StreamQuery.all();
        @Nullable String status = ctx.queryParam("status");
        if (status != null && !status.isEmpty()) {
            query = query.status(StreamStatus.parse(status)
                    .orElseThrow(() -> Problem.validation(
                            "status", "Choose live, scheduled, ended or cancelled, or leave it out.")));
        }
        @Nullable String text = ctx.queryParam("q");
        if (text != null) {
            query = query.text(text);
        }
        @Nullable String cursor = ctx.queryParam("cursor");
        if (cursor != null && !cursor.isEmpty()) {
            query = query.after(cursor);
        }
        @Nullable String limit = ctx.queryParam("limit");
        return limit == null ? query : query.limit(limit(limit));
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,3}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > StreamQuery.MAX_LIMIT) {
            throw Problem.validation("limit", "Enter a whole number from 1 to " + StreamQuery.MAX_LIMIT + ".");
        }
        return Integer.parseInt(text);
    }

    static Optional<String> idempotencyKey(Context ctx) {
        @Nullable String header = ctx.header("Idempotency-Key");
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String key = header.strip();
        if (key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw Problem.validation(
                    "Idempotency-Key", "Send 1 to " + LONGEST_KEY + " printable ASCII characters without spaces.");
        }
        return Optional.of(key);
    }

    static Problem keyReused() {
        return Problem.of(
                409,
                "idempotency_key_reused",
                "This key was used for something else",
                "The Idempotency-Key belongs to another request. Make a new key for a new request.");
    }
}
