package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** An RSA key pair in the forms that the service hands out: PKCS#1 in PEM (RFC 8017, A.1.2; RFC 7468) and JWK (RFC 7518, 6.3). */
final class RsaKey {
    private static final int BITS = 2048;
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private final PublicKey publicKey;
    private final RSAPrivateCrtKey privateKey;

    private RsaKey(KeyPair pair) {
        publicKey = pair.getPublic();
        privateKey = (RSAPrivateCrtKey) pair.getPrivate();
    }

    static RsaKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new RsaKey(generator.generateKeyPair());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("no RSA", fault);
        }
    }

    String encodedPublic() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    String encodedPrivate() {
        return Base64.getEncoder().encodeToString(privateKey.getEncoded());
    }

    static PublicKey decodePublic(String encoded) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("a kept key is broken", fault);
        }
    }

    static PrivateKey decodePrivate(String encoded) {
        try {
            return privateKey(Base64.getDecoder().decode(encoded));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("a kept key is broken", fault);
        }
    }

    private static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** Of the base64 of a PEM with a PKCS#1 key. */
    static PrivateKey fromPem(String base64) throws GeneralSecurityException {
        String pem = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        byte[] pkcs1 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return privateKey(sequence(integer(BigInteger.ZERO), RSA_ALGORITHM, element(0x04, pkcs1)));
    }

    String pem() {
        byte[] der = sequence(
                integer(BigInteger.ZERO),
                integer(privateKey.getModulus()),
                integer(privateKey.getPublicExponent()),
                integer(privateKey.getPrivateExponent()),
                integer(privateKey.getPrimeP()),
                integer(privateKey.getPrimeQ()),
                integer(privateKey.getPrimeExponentP()),
                integer(privateKey.getPrimeExponentQ()),
                integer(privateKey.getCrtCoefficient()));
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN RSA PRIVATE KEY-----\n" + body + "\n-----END RSA PRIVATE KEY-----\n";
    }

    ObjectNode jwk(String kid) {
        return Store.JSON
                .createObjectNode()
                .put("use", "sig")
                .put("kty", "RSA")
                .put("kid", kid)
                .put("alg", "RS256")
                .put("n", url(privateKey.getModulus()))
                .put("e", url(privateKey.getPublicExponent()))
                .put("d", url(privateKey.getPrivateExponent()))
                .put("p", url(privateKey.getPrimeP()))
                .put("q", url(privateKey.getPrimeQ()))
                .put("dp", url(privateKey.getPrimeExponentP()))
                .put("dq", url(privateKey.getPrimeExponentQ()))
                .put("qi", url(privateKey.getCrtCoefficient()));
    }

    private static String url(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = Arrays.copyOfRange(bytes, from, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static byte[] integer(BigInteger number) {
        return element(0x02, number.toByteArray());
    }

    private static byte[] sequence(byte[]... elements) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            content.writeBytes(element);
        }
        return element(0x30, content.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - from));
            out.write(length, from, length.length - from);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
