package dev.stagedoor.rtc.srtp;

import dev.stagedoor.rtc.RtcException;
import java.security.GeneralSecurityException;
import java.security.NoSuchProviderException;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** JCE instances; the JDK's own provider first, because it alone uses the CPU's AES and GHASH instructions. */
final class Ciphers {
    private static final String FASTEST = "SunJCE";

    private Ciphers() {}

    static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation, FASTEST);
        } catch (NoSuchProviderException e) {
            return anyCipher(transformation);
        } catch (GeneralSecurityException e) {
            throw new RtcException("this JVM has no " + transformation, e);
        }
    }

    private static Cipher anyCipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new RtcException("this JVM has no " + transformation, e);
        }
    }

    static Mac mac(String algorithm) {
        try {
            return Mac.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new RtcException("this JVM has no " + algorithm, e);
        }
    }
}
