package dev.stagedoor.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells addresses of this machine and of private networks from those of the open internet. */
public final class NearAddress {

    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int IPV6_BYTES = 16;

    private NearAddress() {}

    /** Whether the literal is loopback or private (RFC 1918, RFC 4193). */
    public static boolean is(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal);
            return address.isLoopbackAddress() || address.isSiteLocalAddress() || isUniqueLocal(address.getAddress());
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static boolean isUniqueLocal(byte[] bytes) {
        return bytes.length == IPV6_BYTES && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    }
}
