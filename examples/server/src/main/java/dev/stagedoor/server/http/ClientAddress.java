package dev.stagedoor.server.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * The address a request came from. Where people reach us by https, a proxy stands before us: then the last entry of {@code
 * X-Forwarded-For} counts, provided that the connection itself comes from this machine or a private network.
 */
public final class ClientAddress {

    /** Literals only: a name would be looked up. */
    private static final String ADDRESS = "[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=[^:]*:)[0-9a-fA-F:.]{2,45}";

    private final boolean behindProxy;

    ClientAddress(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    /** The address, as text. */
    public String of(Context ctx) {
        String peer = ctx.ip();
        @Nullable String forwarded = ctx.header("X-Forwarded-For");
        if (!behindProxy || forwarded == null || !NearAddress.is(peer)) {
            return peer;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.matches(ADDRESS) ? last : peer;
    }
}
