package dev.stagedoor.rtc.dtls;

import dev.stagedoor.rtc.RtcException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * Our self-signed ECDSA P-256 certificate with its private key. Immutable and thread-safe; made once per process and
 * shared.
 */
public final class LocalCertificate {
    private static final X500Name NOBODY = new X500Name("CN=WebRTC");
    private static final Date EPOCH = new Date(0);
    private static final Date NEVER = new Date(253_402_300_799_000L);
    private static final int SERIAL_BITS = 64;

    private final JcaTlsCrypto crypto;
    private final PrivateKey privateKey;
    private final Certificate chain;
    private final Fingerprint fingerprint;

    private LocalCertificate(JcaTlsCrypto crypto, PrivateKey privateKey, byte[] encoded) throws IOException {
        this.crypto = crypto;
        this.privateKey = privateKey;
        this.chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)});
        this.fingerprint = Fingerprint.of("sha-256", encoded);
    }

    /**
     * Makes a key and a certificate that names nobody and never expires: WebRTC checks only the fingerprint.
     *
     * @param random for the key, and later for the handshakes under this certificate; thread-safe
     * @throws RtcException if this JVM has no P-256
     */
    public static LocalCertificate generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            JcaTlsCrypto crypto = new JcaTlsCryptoProvider().create(random, random);
            return new LocalCertificate(crypto, pair.getPrivate(), selfSigned(pair, random));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new RtcException("cannot make an ECDSA P-256 certificate", e);
        }
    }

    private static byte[] selfSigned(KeyPair pair, SecureRandom random) throws OperatorCreationException, IOException {
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA")
                .setSecureRandom(random)
                .build(pair.getPrivate());
        BigInteger serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        return new X509v3CertificateBuilder(NOBODY, serial, EPOCH, NEVER, NOBODY, publicKey)
                .build(signer)
                .getEncoded();
    }

    /** {@return the sha-256 fingerprint for the SDP} */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    JcaTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner signer(TlsCryptoParameters parameters) {
        SignatureAndHashAlgorithm algorithm =
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        return new JcaDefaultTlsCredentialedSigner(parameters, crypto, privateKey, chain, algorithm);
    }
}
