package dev.stagedoor.assets;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.RecordingId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and reads replay tokens: HMAC-SHA-256 (RFC 2104) over recording, person and end, 98 characters that need no escaping in a URL. All nodes use one
 * secret. Safe for use by many threads.
 */
public final class ReplayTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "stagedoor replay 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PAYLOAD = 5 * Long.BYTES;
    private static final int LENGTH = 98;

    private final SecretKeySpec key;

    /**
     * @param secret at least 16 bytes; 32 are advised
     */
    public ReplayTokens(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("secret must have at least 16 bytes, had " + secret.length);
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * @param token what to sign
     * @return its text
     */
    public String sign(ReplayToken token) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD)
                .putLong(token.recordingId().value().getMostSignificantBits())
                .putLong(token.recordingId().value().getLeastSignificantBits())
                .putLong(token.userId().value().getMostSignificantBits())
                .putLong(token.userId().value().getLeastSignificantBits())
                .putLong(token.expiresAt().toEpochMilli())
                .array();
        return text(payload) + "." + text(seal(payload));
    }

    /**
     * Reads a token whose signature is right, also one whose time is over.
     *
     * @param text anything
     * @return what it says; empty when it is not one of ours
     */
    public Optional<ReplayToken> read(String text) {
        int dot = text.indexOf('.');
        if (text.length() != LENGTH || dot < 0) {
            return Optional.empty();
        }
        return bytes(text.substring(0, dot))
                .filter(payload -> payload.length == PAYLOAD)
                .map(ReplayTokens::parse)
                .filter(token -> same(sign(token), text));
    }

    /** Compares in constant time, and the whole text, so that a token has one spelling only. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static ReplayToken parse(byte[] payload) {
        ByteBuffer fields = ByteBuffer.wrap(payload);
        RecordingId recording = new RecordingId(new UUID(fields.getLong(), fields.getLong()));
        UserId user = new UserId(new UUID(fields.getLong(), fields.getLong()));
        return new ReplayToken(recording, user, Instant.ofEpochMilli(fields.getLong()));
    }

    private byte[] seal(byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", everyJdkHasIt);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
