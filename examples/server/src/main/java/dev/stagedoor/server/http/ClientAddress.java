package dev.stagedoor.server.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The address a request came from. Where people reach us by https, a proxy stands before us: then the last entry of {@code
 * X-Forwarded-For} counts, provided that the connection itself comes from this machine or a private network.
 */
public final class ClientAddress {

    private static final String ADDRESS = "[0-9a-fA-F:.]{3,45}";

    private final boolean behindProxy;

    ClientAddress(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    /** The address, as text. */
    public String of(Context ctx) {
        String peer = ctx.ip();
        @Nullable String forwarded = ctx.header("X-Forwarded-For");
        if (!behindProxy || forwarded == null || !isNear(peer)) {
            return peer;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.matches(ADDRESS) ? last : peer;
    }

    private static boolean isNear(String peer) {
        try {
            InetAddress address = InetAddress.getByName(peer);
            return address.isLoopbackAddress() || address.isSiteLocalAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
