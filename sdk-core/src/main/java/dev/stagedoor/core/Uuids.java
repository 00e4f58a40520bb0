package dev.stagedoor.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/** Reads and derives 128-bit ids for the typed id records. */
public final class Uuids {
    private static final int CANONICAL_LENGTH = 36;

    private Uuids() {}

    /**
     * Reads the canonical form and nothing else ({@link UUID#fromString} also takes shortened groups).
     *
     * @param text anything
     * @return empty when the text is not canonical
     */
    public static Optional<UUID> parse(String text) {
        if (text.length() != CANONICAL_LENGTH) {
            return Optional.empty();
        }
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equalsIgnoreCase(text) ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /**
     * Derives a version 8 id (RFC 9562 section 5.8) from names; equal names give equal ids.
     *
     * @param names parts that together are unique; ("a", "bc") and ("ab", "c") differ
     * @return the id
     */
    public static UUID fromName(String... names) {
        MessageDigest digest = sha256();
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException("SHA-256 is part of every JDK", everyJdkHasIt);
        }
    }
}
