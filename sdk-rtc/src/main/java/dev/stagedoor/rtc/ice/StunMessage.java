package dev.stagedoor.rtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A STUN Binding message as received (RFC 8489), read once and immutable. Attributes behind MESSAGE-INTEGRITY are not seen. */
final class StunMessage {
    static final int HEADER = 20;
    static final int MAGIC_COOKIE = 0x2112a442;

    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_INDICATION = 0x0011;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000a;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802a;

    private static final List<Integer> KNOWN_REQUIRED = List.of(
            MAPPED_ADDRESS,
            USERNAME,
            MESSAGE_INTEGRITY,
            ERROR_CODE,
            UNKNOWN_ATTRIBUTES,
            XOR_MAPPED_ADDRESS,
            PRIORITY,
            USE_CANDIDATE);
    private static final int OPTIONAL_RANGE = 0x8000;
    private static final int MAX_UNKNOWN = 8;

    private final byte[] bytes;
    private final List<Integer> unknownRequired = new ArrayList<>();
    private Optional<String> username = Optional.empty();
    private OptionalLong priority = OptionalLong.empty();
    private OptionalLong controlling = OptionalLong.empty();
    private OptionalLong controlled = OptionalLong.empty();
    private Optional<InetSocketAddress> mappedAddress = Optional.empty();
    private boolean useCandidate;
    private int errorCode;
    private int integrityAt = -1;

    private StunMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a Binding message; empty for anything malformed, of another method, or with a wrong FINGERPRINT. */
    static Optional<StunMessage> read(byte[] buffer, int offset, int length) {
        if (!isStun(buffer, offset, length)) {
            return Optional.empty();
        }
        StunMessage message = new StunMessage(Arrays.copyOfRange(buffer, offset, offset + length));
        return message.isBinding() && message.readAttributes() ? Optional.of(message) : Optional.empty();
    }

    static boolean isStun(byte[] buffer, int offset, int length) {
        if (length < HEADER || length % 4 != 0) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(buffer, offset, length);
        boolean type = (header.getShort() & 0xc000) == 0;
        return type && (header.getShort() & 0xffff) == length - HEADER && header.getInt() == MAGIC_COOKIE;
    }

    private boolean isBinding() {
        int type = type();
        return type == BINDING_REQUEST
                || type == BINDING_INDICATION
                || type == BINDING_SUCCESS
                || type == BINDING_ERROR;
    }

    private boolean readAttributes() {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.position(HEADER);
        while (in.remaining() >= 4) {
            int at = in.position();
            int type = in.getShort() & 0xffff;
            int length = in.getShort() & 0xffff;
            int padded = (length + 3) & ~3;
            if (padded > in.remaining() || !readAttribute(type, at, ByteBuffer.wrap(bytes, at + 4, length))) {
                return false;
            }
            in.position(at + 4 + padded);
        }
        return true;
    }

    private boolean readAttribute(int type, int at, ByteBuffer value) {
        if (type == FINGERPRINT) {
            boolean last = at + 8 == bytes.length;
            return last && value.remaining() == 4 && value.getInt() == StunIntegrity.fingerprint(bytes, at);
        }
        if (integrityAt >= 0) {
            return true;
        }
        return switch (type) {
            case USERNAME -> readUsername(value);
            case MESSAGE_INTEGRITY -> {
                integrityAt = at;
                yield value.remaining() == StunIntegrity.LENGTH;
            }
            case PRIORITY -> {
                boolean sound = value.remaining() == 4;
                priority = sound ? OptionalLong.of(value.getInt() & 0xffffffffL) : priority;
                yield sound;
            }
            case ICE_CONTROLLING -> {
                boolean sound = value.remaining() == 8;
                controlling = sound ? OptionalLong.of(value.getLong()) : controlling;
                yield sound;
            }
            case ICE_CONTROLLED -> {
                boolean sound = value.remaining() == 8;
                controlled = sound ? OptionalLong.of(value.getLong()) : controlled;
                yield sound;
            }
            case USE_CANDIDATE -> {
                useCandidate = true;
                yield true;
            }
            case ERROR_CODE -> readErrorCode(value);
            case XOR_MAPPED_ADDRESS -> readMappedAddress(value);
            default -> {
                boolean required = type < OPTIONAL_RANGE && !KNOWN_REQUIRED.contains(type);
                if (required && unknownRequired.size() < MAX_UNKNOWN) {
                    unknownRequired.add(type);
                }
                yield true;
            }
        };
    }

    private boolean readUsername(ByteBuffer value) {
        if (value.remaining() > 513) {
            return false;
        }
        byte[] text = new byte[value.remaining()];
        value.get(text);
        username = Optional.of(new String(text, StandardCharsets.UTF_8));
        return true;
    }

    private boolean readErrorCode(ByteBuffer value) {
        if (value.remaining() < 4) {
            return false;
        }
        int word = value.getInt();
        errorCode = (word >>> 8 & 7) * 100 + (word & 0xff);
        return true;
    }

    private boolean readMappedAddress(ByteBuffer value) {
        if (value.remaining() != 8 && value.remaining() != 20) {
            return false;
        }
        value.get();
        boolean v6 = value.get() == 2;
        int port = (value.getShort() & 0xffff) ^ MAGIC_COOKIE >>> 16;
        byte[] address = new byte[value.remaining()];
        if (v6 != (address.length == 16)) {
            return false;
        }
        value.get(address);
        for (int i = 0; i < address.length; i++) {
            address[i] ^= bytes[4 + i];
        }
        try {
            mappedAddress = Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    int type() {
        return (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    }

    TransactionId transactionId() {
        return TransactionId.of(bytes, 8);
    }

    /** Whether MESSAGE-INTEGRITY is there and right under this password (RFC 8489 section 14.5). */
    boolean isAuthentic(String password) {
        return integrityAt >= 0 && StunIntegrity.matches(bytes, integrityAt, password);
    }

    Optional<String> username() {
        return username;
    }

    OptionalLong priority() {
        return priority;
    }

    OptionalLong controlling() {
        return controlling;
    }

    OptionalLong controlled() {
        return controlled;
    }

    Optional<InetSocketAddress> mappedAddress() {
        return mappedAddress;
    }

    boolean useCandidate() {
        return useCandidate;
    }

    int errorCode() {
        return errorCode;
    }

    List<Integer> unknownRequired() {
        return unknownRequired;
    }
}
