package dev.stagedoor.rtc.ice;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a server on one shared port has to know about a STUN message before it knows whose it is (RFC 8489). */
public final class Stun {
    private static final int MAX_UFRAG = 256;

    private Stun() {}

    /**
     * The receiver's user name fragment, that is the part before the colon of USERNAME, of a Binding request: the key
     * under which a server finds the transport. Empty for any other bytes. Says nothing about authenticity.
     */
    public static Optional<String> localUfrag(byte[] datagram, int offset, int length) {
        boolean request =
                StunMessage.isStun(datagram, offset, length) && u16(datagram, offset) == StunMessage.BINDING_REQUEST;
        if (!request) {
            return Optional.empty();
        }
        int at = offset + StunMessage.HEADER;
        int end = offset + length;
        while (end - at >= 4) {
            int size = u16(datagram, at + 2);
            int next = at + 4 + (size + 3 & ~3);
            if (next > end) {
                return Optional.empty();
            }
            if (u16(datagram, at) == StunMessage.USERNAME) {
                return beforeColon(datagram, at + 4, size);
            }
            at = next;
        }
        return Optional.empty();
    }

    private static Optional<String> beforeColon(byte[] datagram, int at, int size) {
        for (int i = 0; i < Math.min(size, MAX_UFRAG + 1); i++) {
            if (datagram[at + i] == ':') {
                return Optional.of(new String(datagram, at, i, StandardCharsets.ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
