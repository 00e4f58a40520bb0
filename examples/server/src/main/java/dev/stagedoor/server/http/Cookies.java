package dev.stagedoor.server.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our cookies: out of reach of scripts, not sent along from other sites, and only over https where the server has it. */
final class Cookies {

    static final String SESSION = "stagedoor_session";
    static final String STUDIO = "stagedoor_studio";
    static final String OPERATOR = "stagedoor_operator";
    static final String VISITOR = "stagedoor_visitor";

    private final boolean secure;

    Cookies(boolean secure) {
        this.secure = secure;
    }

    Optional<String> read(Context ctx, String name) {
        @Nullable String value = ctx.cookie(name);
        return Optional.ofNullable(value).filter(text -> !text.isEmpty() && text.length() <= 200);
    }

    void write(Context ctx, String name, String value, Duration life) {
        ctx.cookie(new Cookie(name, value, "/", Math.toIntExact(life.toSeconds()), secure, true, null, SameSite.LAX));
    }

    void remove(Context ctx, String name) {
        ctx.cookie(new Cookie(name, "", "/", 0, secure, true, null, SameSite.LAX));
    }
}
