package dev.stagedoor.rtc.dtls;

import java.security.SecureRandom;

/** Our self-signed ECDSA P-256 certificate with its private key. Immutable; made once per process and shared. */
public final class LocalCertificate {
    private LocalCertificate() {}

    /** Makes a key and a certificate that names nobody and is valid from 1970 to 9999: WebRTC checks only the fingerprint. */
    public static LocalCertificate generate(SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    /** {@return the sha-256 fingerprint for the SDP} */
    public Fingerprint fingerprint() {
        throw new UnsupportedOperationException();
    }
}
