package dev.stagedoor.rtc.ice;

import dev.stagedoor.rtc.RtcException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** MESSAGE-INTEGRITY and FINGERPRINT (RFC 8489 sections 14.5 and 14.7). */
final class StunIntegrity {
    static final int LENGTH = 20;
    private static final int FINGERPRINT_XOR = 0x5354554e;

    private StunIntegrity() {}

    static boolean matches(byte[] message, int integrityAt, String password) {
        byte[] told = Arrays.copyOfRange(message, integrityAt + 4, integrityAt + 4 + LENGTH);
        return MessageDigest.isEqual(told, of(message, integrityAt, password));
    }

    /** HMAC over what precedes the attribute, with the header's length as if the attribute were the last. */
    static byte[] of(byte[] message, int integrityAt, String password) {
        int length = integrityAt + 4 + LENGTH - StunMessage.HEADER;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(message, 0, 2);
            mac.update((byte) (length >>> 8));
            mac.update((byte) length);
            mac.update(message, 4, integrityAt - 4);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new RtcException("this JVM has no HmacSHA1", e);
        }
    }

    static int fingerprint(byte[] message, int fingerprintAt) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, fingerprintAt);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }
}
