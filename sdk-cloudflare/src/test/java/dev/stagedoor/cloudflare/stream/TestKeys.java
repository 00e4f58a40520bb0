package dev.stagedoor.cloudflare.stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** One RSA key for all tests, in every shape in which it can be written. */
final class TestKeys {
    static final String ID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    static final RSAKey KEY = generate();
    private static final int PKCS8_HEAD = 26;

    private TestKeys() {}

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyID(ID).generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] der() {
        try {
            return KEY.toPrivateKey().getEncoded();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String pkcs8() {
        return pem("PRIVATE KEY", der());
    }

    /** PKCS#8 of RSA-2048 is 26 bytes of wrapping before PKCS#1. */
    static String pkcs1() {
        byte[] der = der();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(der, PKCS8_HEAD, der.length));
    }

    private static String pem(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    static String jwk() {
        return KEY.toJSONString();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
