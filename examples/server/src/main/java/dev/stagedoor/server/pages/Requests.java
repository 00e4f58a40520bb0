package dev.stagedoor.server.pages;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.LocalPath;
import dev.stagedoor.server.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what pages are asked, and leads on. */
final class Requests {
    private static final int LONGEST_FIELD = 10_000;

    private Requests() {}

    static StreamSession stream(Context ctx, App app) {
        return StreamId.parse(ctx.pathParam("id"))
                .flatMap(app.platform().sessions()::find)
                .orElseThrow(Problem::noSuchStream);
    }

    /** A form field, without the control characters that no field of ours can hold. */
    static String field(Context ctx, String name) {
        @Nullable String value = ctx.formParam(name);
        if (value == null) {
            return "";
        }
        String readable = value.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
        return readable.substring(0, Math.min(LONGEST_FIELD, readable.length()));
    }

    static Map<String, String> fields(Context ctx, String... names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            values.put(name, field(ctx, name));
        }
        return values;
    }

    /** Where the person wanted to go: only ever a path of this server. */
    static String next(@Nullable String wanted, String otherwise) {
        String path = LocalPath.orElse(wanted, otherwise);
        return path.startsWith("/login") || path.startsWith("/logout") ? otherwise : path;
    }

    static String with(String page, Optional<Notice> notice) {
        return notice.map(told -> page + (page.contains("?") ? "&" : "?") + "notice=" + told.key())
                .orElse(page);
    }

    static void seeOther(Context ctx, String path) {
        ctx.redirect(path, HttpStatus.SEE_OTHER);
    }
}
