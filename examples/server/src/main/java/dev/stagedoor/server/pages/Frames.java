package dev.stagedoor.server.pages;

import dev.stagedoor.core.StagedoorException;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a request what every page needs. */
final class Frames {
    private final App app;

    Frames(App app) {
        this.app = app;
    }

    Frame of(Context ctx) {
        return of(ctx, Caller.of(ctx));
    }

    /** A frame for pages that are shown when even finding the caller may fail. */
    Frame bare(Context ctx) {
        try {
            return of(ctx);
        } catch (RuntimeException unknown) {
            return of(ctx, new Caller(Optional.empty(), false, "", Caller.Means.NONE));
        }
    }

    private Frame of(Context ctx, Caller caller) {
        return new Frame(
                caller.user().map(this::viewer),
                caller.csrfToken(),
                Theme.of(cookie(ctx, "theme")),
                app.assets().base(),
                path(ctx),
                Notice.of(parameter(ctx, "notice")),
                app.clock().instant(),
                app.config().demo());
    }

    private Viewer viewer(User user) {
        return new Viewer(user.displayName(), balance(user), user.has(Role.INSTRUCTOR));
    }

    private Optional<Long> balance(User user) {
        try {
            return Optional.of(app.platform().tokens().balance(user.id()).amount());
        } catch (StagedoorException away) {
            return Optional.empty();
        }
    }

    /** Tells times in the reader's zone, or in the other one when it is not known. */
    TimeTeller times(Context ctx, ZoneId otherwise) {
        return new TimeTeller(app.clock(), zone(ctx).orElse(otherwise));
    }

    /** Tells times in the reader's zone, or in UTC when it is not known. */
    TimeTeller times(Context ctx) {
        return times(ctx, ZoneOffset.UTC);
    }

    /** The zone that the reader's browser named. */
    Optional<ZoneId> zone(Context ctx) {
        String named = cookie(ctx, "zone").replace("%2F", "/").replace("%2B", "+");
        return ZoneId.getAvailableZoneIds().contains(named) ? Optional.of(ZoneId.of(named)) : Optional.empty();
    }

    static String parameter(Context ctx, String name) {
        @Nullable String value = ctx.queryParam(name);
        return value == null ? "" : value.strip();
    }

    private static String cookie(Context ctx, String name) {
        @Nullable String value = ctx.cookie(name);
        return value == null || value.length() > 100 ? "" : value;
    }

    private static String path(Context ctx) {
        @Nullable String query = ctx.queryString();
        return query == null || query.contains("notice=") ? ctx.path() : ctx.path() + "?" + query;
    }
}
