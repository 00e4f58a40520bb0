package dev.stagedoor.rtc.dtls;

import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** What client and server side have in common: certificate check, use_srtp, key export. Used by the handshake's thread. */
final class Negotiation {
    private static final String EXPORTER_LABEL = "EXTRACTOR-dtls_srtp";
    private static final byte[] NO_MKI = new byte[0];

    private final DtlsParameters parameters;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private DtlsFailure.@Nullable Reason refusal;
    private volatile boolean closedByPeer;

    Negotiation(DtlsParameters parameters) {
        this.parameters = parameters;
    }

    DtlsParameters parameters() {
        return parameters;
    }

    Optional<SrtpKeys> keys() {
        return Optional.ofNullable(keys);
    }

    Optional<DtlsFailure.Reason> refusal() {
        return Optional.ofNullable(refusal);
    }

    boolean closedByPeer() {
        return closedByPeer;
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /** Forward-secret suites; as a server only those that go with an ECDSA certificate can be chosen. */
    static int[] cipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
        };
    }

    static Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (short signature : new short[] {SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa}) {
            for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
                algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, signature));
            }
        }
        return algorithms;
    }

    UseSRTPData offer() {
        int[] codes = parameters.profiles().stream().mapToInt(SrtpProfile::code).toArray();
        return new UseSRTPData(codes, NO_MKI);
    }

    UseSRTPData answer() {
        SrtpProfile chosen = profile;
        return new UseSRTPData(chosen == null ? new int[0] : new int[] {chosen.code()}, NO_MKI);
    }

    void chooseFrom(@Nullable Hashtable<?, ?> extensions) throws IOException {
        UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        int[] codes = offered == null ? new int[0] : offered.getProtectionProfiles();
        profile = parameters.profiles().stream()
                .filter(candidate -> Arrays.stream(codes).anyMatch(code -> code == candidate.code()))
                .findFirst()
                .orElse(null);
        if (profile == null) {
            throw refuse(DtlsFailure.Reason.NO_SRTP_PROFILE, AlertDescription.handshake_failure);
        }
    }

    /** Takes the server's choice, which must be exactly one of ours (RFC 5764 section 4.1.1). */
    void accept(@Nullable Hashtable<?, ?> extensions) throws IOException {
        UseSRTPData answered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (answered != null && (answered.getProtectionProfiles().length != 1 || answered.getMki().length > 0)) {
            throw refuse(DtlsFailure.Reason.NO_SRTP_PROFILE, AlertDescription.illegal_parameter);
        }
        chooseFrom(extensions);
    }

    void verify(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw refuse(DtlsFailure.Reason.FINGERPRINT_MISMATCH, AlertDescription.certificate_required);
        }
        byte[] encoded = certificate.getCertificateAt(0).getEncoded();
        if (parameters.peerFingerprints().stream().noneMatch(fingerprint -> fingerprint.matches(encoded))) {
            throw refuse(DtlsFailure.Reason.FINGERPRINT_MISMATCH, AlertDescription.bad_certificate);
        }
    }

    void exportKeys(TlsContext context) throws IOException {
        SrtpProfile chosen = profile;
        if (chosen == null) {
            throw refuse(DtlsFailure.Reason.NO_SRTP_PROFILE, AlertDescription.handshake_failure);
        }
        byte[] material = context.exportKeyingMaterial(EXPORTER_LABEL, null, SrtpKeys.materialLength(chosen));
        keys = SrtpKeys.of(chosen, parameters.role(), material);
    }

    void alertReceived(short description) {
        if (description == AlertDescription.close_notify) {
            closedByPeer = true;
        }
    }

    private TlsFatalAlert refuse(DtlsFailure.Reason reason, short alert) {
        refusal = reason;
        return new TlsFatalAlert(alert);
    }
}
