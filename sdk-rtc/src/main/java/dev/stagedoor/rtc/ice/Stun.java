package dev.stagedoor.rtc.ice;

import java.util.Optional;

/** What a server on one shared port has to know about a STUN message before it knows whose it is (RFC 8489). */
public final class Stun {
    private Stun() {}

    /**
     * The receiver's user name fragment, that is the part before the colon of USERNAME, of a Binding request: the key
     * under which a server finds the transport. Empty for any other bytes. Says nothing about authenticity.
     */
    public static Optional<String> localUfrag(byte[] datagram, int offset, int length) {
        throw new UnsupportedOperationException();
    }
}
