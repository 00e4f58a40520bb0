package dev.stagedoor.rtc.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes one STUN message; MESSAGE-INTEGRITY and FINGERPRINT come last. */
final class StunWriter {
    private static final int ROOM = 700;

    private final ByteBuffer out = ByteBuffer.allocate(ROOM);

    StunWriter(int type, TransactionId id) {
        out.putShort((short) type).putShort((short) 0).putInt(StunMessage.MAGIC_COOKIE);
        out.putInt(id.high()).putLong(id.low());
    }

    StunWriter username(String username) {
        byte[] text = username.getBytes(StandardCharsets.UTF_8);
        attribute(StunMessage.USERNAME, text.length).put(text);
        return pad();
    }

    StunWriter priority(long priority) {
        attribute(StunMessage.PRIORITY, 4).putInt((int) priority);
        return this;
    }

    StunWriter role(IceRole role, long tieBreaker) {
        int type = role == IceRole.CONTROLLING ? StunMessage.ICE_CONTROLLING : StunMessage.ICE_CONTROLLED;
        attribute(type, 8).putLong(tieBreaker);
        return this;
    }

    StunWriter useCandidate() {
        attribute(StunMessage.USE_CANDIDATE, 0);
        return this;
    }

    StunWriter xorMappedAddress(InetSocketAddress mapped) {
        byte[] address = mapped.getAddress().getAddress();
        for (int i = 0; i < address.length; i++) {
            address[i] ^= out.array()[4 + i];
        }
        attribute(StunMessage.XOR_MAPPED_ADDRESS, 4 + address.length)
                .put((byte) 0)
                .put((byte) (address.length == 16 ? 2 : 1))
                .putShort((short) (mapped.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16))
                .put(address);
        return this;
    }

    StunWriter errorCode(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        attribute(StunMessage.ERROR_CODE, 4 + text.length)
                .putInt(code / 100 << 8 | code % 100)
                .put(text);
        return pad();
    }

    StunWriter unknownAttributes(List<Integer> types) {
        attribute(StunMessage.UNKNOWN_ATTRIBUTES, 2 * types.size());
        types.forEach(type -> out.putShort(type.shortValue()));
        return pad();
    }

    byte[] finish(String password) {
        int integrityAt = out.position();
        byte[] integrity = StunIntegrity.of(out.array(), integrityAt, password);
        attribute(StunMessage.MESSAGE_INTEGRITY, integrity.length).put(integrity);
        int fingerprintAt = out.position();
        out.putShort(2, (short) (fingerprintAt + 8 - StunMessage.HEADER));
        int fingerprint = StunIntegrity.fingerprint(out.array(), fingerprintAt);
        attribute(StunMessage.FINGERPRINT, 4).putInt(fingerprint);
        return Arrays.copyOf(out.array(), out.position());
    }

    private ByteBuffer attribute(int type, int length) {
        return out.putShort((short) type).putShort((short) length);
    }

    private StunWriter pad() {
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        return this;
    }
}
