package dev.stagedoor.rtc.srtp;

import dev.stagedoor.rtc.RtcException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Session keys of SRTP or SRTCP, derived from the master key by AES-CM (RFC 3711 section 4.3, RFC 7714 section 11). */
final class SessionKeys {
    private static final int LABEL_BYTE = 7;
    private static final int AUTH_KEY_LENGTH = 20;

    final byte[] encryptionKey;
    final byte[] authenticationKey;
    final byte[] salt;

    SessionKeys(byte[] encryptionKey, byte[] authenticationKey, byte[] salt) {
        this.encryptionKey = encryptionKey;
        this.authenticationKey = authenticationKey;
        this.salt = salt;
    }

    static SessionKeys rtp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return derive(profile, masterKey, masterSalt, 0);
    }

    static SessionKeys rtcp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return derive(profile, masterKey, masterSalt, 3);
    }

    private static SessionKeys derive(SrtpProfile profile, byte[] masterKey, byte[] masterSalt, int firstLabel) {
        return new SessionKeys(
                derive(masterKey, masterSalt, firstLabel, profile.keyLength()),
                derive(masterKey, masterSalt, firstLabel + 1, AUTH_KEY_LENGTH),
                derive(masterKey, masterSalt, firstLabel + 2, profile.saltLength()));
    }

    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
        byte[] iv = Arrays.copyOf(masterSalt, 16);
        iv[LABEL_BYTE] ^= (byte) label;
        Cipher cipher = Ciphers.cipher("AES/CTR/NoPadding");
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw new RtcException("SRTP key derivation failed", e);
        }
    }
}
