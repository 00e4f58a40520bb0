package dev.stagedoor.rtc.srtp;

import dev.stagedoor.rtc.RtcException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AEAD_AES_128_GCM for SRTP (RFC 7714 sections 8 and 9). */
final class GcmCipher implements PacketCipher {
    private static final int TAG_BITS = 128;
    private static final int IV_LENGTH = 12;
    private static final int RTCP_HEADER = 8;
    private static final int RTCP_INDEX = 4;
    private static final int E_FLAG = 0x80000000;

    private final KeyedGcm rtp;
    private final KeyedGcm rtcp;
    private final byte[] word = new byte[RTCP_INDEX];
    private byte[] scratch = new byte[2048];

    GcmCipher(SessionKeys rtp, SessionKeys rtcp, int mode) {
        this.rtp = new KeyedGcm(rtp, mode);
        this.rtcp = new KeyedGcm(rtcp, mode);
    }

    @Override
    public int sealRtp(
            byte[] out,
            int offset,
            int headerLength,
            byte[] payload,
            int payloadOffset,
            int length,
            int ssrc,
            long index) {
        Cipher cipher = rtp.at(ssrc, (int) (index >>> 16), (int) index & 0xffff);
        cipher.updateAAD(out, offset, headerLength);
        return headerLength + finish(cipher, payload, payloadOffset, length, out, offset + headerLength);
    }

    @Override
    public int openRtp(byte[] buffer, int offset, int headerLength, int length, int ssrc, long index) {
        Cipher cipher = rtp.at(ssrc, (int) (index >>> 16), (int) index & 0xffff);
        cipher.updateAAD(buffer, offset, headerLength);
        int plain = open(cipher, buffer, offset + headerLength, length - headerLength);
        return plain < 0 ? plain : headerLength + plain;
    }

    @Override
    public int sealRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        Cipher cipher = rtcp.at(ssrc, index >>> 16, index & 0xffff);
        Bytes.putI32(word, 0, index | E_FLAG);
        cipher.updateAAD(buffer, offset, RTCP_HEADER);
        cipher.updateAAD(word);
        int body = offset + RTCP_HEADER;
        int sealed = RTCP_HEADER + finish(cipher, buffer, body, length - RTCP_HEADER, buffer, body);
        Bytes.putI32(buffer, offset + sealed, index | E_FLAG);
        return sealed + RTCP_INDEX;
    }

    @Override
    public int openRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        Cipher cipher = rtcp.at(ssrc, index >>> 16, index & 0xffff);
        cipher.updateAAD(buffer, offset, RTCP_HEADER);
        cipher.updateAAD(buffer, offset + length - RTCP_INDEX, RTCP_INDEX);
        int plain = open(cipher, buffer, offset + RTCP_HEADER, length - RTCP_HEADER - RTCP_INDEX);
        return plain < 0 ? plain : RTCP_HEADER + plain;
    }

    @Override
    public int rtcpIndexFromEnd() {
        return RTCP_INDEX;
    }

    /** The JDK allocates a whole buffer when it decrypts in place, so the plain text goes by way of {@code scratch}. */
    private int open(Cipher cipher, byte[] buffer, int offset, int length) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        try {
            int plain = cipher.doFinal(buffer, offset, length, scratch, 0);
            System.arraycopy(scratch, 0, buffer, offset, plain);
            return plain;
        } catch (AEADBadTagException e) {
            return SrtpContext.UNAUTHENTIC;
        } catch (GeneralSecurityException e) {
            throw new RtcException("AES-GCM failed", e);
        }
    }

    private static int finish(Cipher cipher, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        try {
            return cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new RtcException("AES-GCM failed", e);
        }
    }

    /** A cipher object under one session key, set to one packet's IV at a time (RFC 7714 sections 8.1 and 9.1). */
    private static final class KeyedGcm {
        private final Cipher cipher = Ciphers.cipher("AES/GCM/NoPadding");
        private final SecretKeySpec key;
        private final int mode;
        private final int saltHead;
        private final long saltTail;
        private final byte[] iv = new byte[IV_LENGTH];
        private final byte[] lastIv = new byte[IV_LENGTH];

        KeyedGcm(SessionKeys keys, int mode) {
            this.key = new SecretKeySpec(keys.encryptionKey, "AES");
            this.mode = mode;
            this.saltHead = Bytes.i32(keys.salt, 0);
            this.saltTail = Bytes.i64(keys.salt, 4);
        }

        /** IV = 0x0000, SSRC, 32 bits, 16 bits; XOR salt. */
        Cipher at(int ssrc, int high, int low) {
            Bytes.putI32(iv, 0, (ssrc >>> 16) ^ saltHead);
            long tail = ((long) ssrc << 48) | ((high & 0xffffffffL) << 16) | low;
            Bytes.putI64(iv, 4, tail ^ saltTail);
            if (mode == Cipher.ENCRYPT_MODE && Arrays.equals(iv, lastIv)) {
                allowSameIvAgain();
            }
            init(iv);
            System.arraycopy(iv, 0, lastIv, 0, IV_LENGTH);
            return cipher;
        }

        /** The JDK refuses the same IV twice in a row, which a retransmission of the last packet needs. */
        private void allowSameIvAgain() {
            byte[] other = iv.clone();
            other[0] ^= 1;
            init(other);
        }

        private void init(byte[] with) {
            try {
                cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, with));
            } catch (GeneralSecurityException e) {
                throw new RtcException("AES-GCM failed", e);
            }
        }
    }
}
