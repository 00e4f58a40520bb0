package dev.stagedoor.rtc.srtp;

/** SRTP protection profiles that we speak, with their DTLS code points (RFC 5764 section 4.1.2, RFC 7714 section 14.2). */
public enum SrtpProfile {
    /** AES-128 in GCM, 16-byte tag on SRTP and SRTCP (RFC 7714). */
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    /** AES-128 in counter mode with an 80-bit HMAC-SHA1 tag (RFC 3711): what everybody speaks. */
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10);

    private final int code;
    private final int keyLength;
    private final int saltLength;
    private final int tagLength;

    SrtpProfile(int code, int keyLength, int saltLength, int tagLength) {
        this.code = code;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    /** {@return the two-byte code in the use_srtp extension} */
    public int code() {
        return code;
    }

    /** {@return bytes of the master key} */
    public int keyLength() {
        return keyLength;
    }

    /** {@return bytes of the master salt} */
    public int saltLength() {
        return saltLength;
    }

    /** {@return bytes of the authentication tag at the end of a packet} */
    public int tagLength() {
        return tagLength;
    }
}
