package dev.stagedoor.rtc.srtp;

import dev.stagedoor.rtc.RtcException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES128_CM_HMAC_SHA1_80 (RFC 3711 sections 4.1.1, 4.2.1 and 3.4). */
final class CounterModeCipher implements PacketCipher {
    private static final int TAG = 10;
    private static final int SHA1 = 20;
    private static final int RTCP_HEADER = 8;
    private static final int RTCP_INDEX = 4;
    private static final int E_FLAG = 0x80000000;

    private final Keyed rtp;
    private final Keyed rtcp;
    private final byte[] word = new byte[4];
    private final byte[] digest = new byte[SHA1];

    CounterModeCipher(SessionKeys rtp, SessionKeys rtcp) {
        this.rtp = new Keyed(rtp);
        this.rtcp = new Keyed(rtcp);
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
        rtp.crypt(ssrc, index, payload, payloadOffset, length, out, offset + headerLength);
        int end = headerLength + length;
        rtpTag(out, offset, end, index);
        System.arraycopy(digest, 0, out, offset + end, TAG);
        return end + TAG;
    }

    @Override
    public int openRtp(byte[] buffer, int offset, int headerLength, int length, int ssrc, long index) {
        int end = length - TAG;
        rtpTag(buffer, offset, end, index);
        if (!tagMatches(buffer, offset + end)) {
            return SrtpContext.UNAUTHENTIC;
        }
        int body = offset + headerLength;
        rtp.crypt(ssrc, index, buffer, body, end - headerLength, buffer, body);
        return end;
    }

    private void rtpTag(byte[] buffer, int offset, int length, long index) {
        Bytes.putI32(word, 0, (int) (index >>> 16));
        rtp.mac.update(buffer, offset, length);
        rtp.mac.update(word, 0, word.length);
        finish(rtp.mac);
    }

    @Override
    public int sealRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        int body = offset + RTCP_HEADER;
        rtcp.crypt(ssrc, index, buffer, body, length - RTCP_HEADER, buffer, body);
        Bytes.putI32(buffer, offset + length, index | E_FLAG);
        int end = length + RTCP_INDEX;
        rtcpTag(buffer, offset, end);
        System.arraycopy(digest, 0, buffer, offset + end, TAG);
        return end + TAG;
    }

    @Override
    public int openRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        int end = length - TAG;
        rtcpTag(buffer, offset, end);
        if (!tagMatches(buffer, offset + end)) {
            return SrtpContext.UNAUTHENTIC;
        }
        int plain = end - RTCP_INDEX;
        int body = offset + RTCP_HEADER;
        rtcp.crypt(ssrc, index, buffer, body, plain - RTCP_HEADER, buffer, body);
        return plain;
    }

    private void rtcpTag(byte[] buffer, int offset, int length) {
        rtcp.mac.update(buffer, offset, length);
        finish(rtcp.mac);
    }

    @Override
    public int rtcpIndexFromEnd() {
        return TAG + RTCP_INDEX;
    }

    private void finish(Mac mac) {
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new RtcException("HMAC-SHA1 failed", e);
        }
    }

    private boolean tagMatches(byte[] buffer, int offset) {
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= digest[i] ^ buffer[offset + i];
        }
        return difference == 0;
    }

    /** Cipher and MAC under one set of session keys. */
    private static final class Keyed {
        private final Cipher cipher = Ciphers.cipher("AES/CTR/NoPadding");
        private final Mac mac = Ciphers.mac("HmacSHA1");
        private final SecretKeySpec key;
        private final long saltHead;
        private final long saltTail;
        private final byte[] iv = new byte[16];

        Keyed(SessionKeys keys) {
            key = new SecretKeySpec(keys.encryptionKey, "AES");
            byte[] padded = java.util.Arrays.copyOf(keys.salt, iv.length);
            saltHead = Bytes.i64(padded, 0);
            saltTail = Bytes.i64(padded, 8);
            try {
                mac.init(new SecretKeySpec(keys.authenticationKey, "HmacSHA1"));
            } catch (GeneralSecurityException e) {
                throw new RtcException("HMAC-SHA1 failed", e);
            }
        }

        /** IV = salt * 2^16 XOR SSRC * 2^64 XOR index * 2^16 (RFC 3711 section 4.1.1). */
        void crypt(int ssrc, long index, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
            Bytes.putI64(iv, 0, saltHead ^ (ssrc & 0xffffffffL));
            Bytes.putI64(iv, 8, saltTail ^ (index << 16));
            try {
                cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
                cipher.doFinal(in, inOffset, length, out, outOffset);
            } catch (GeneralSecurityException e) {
                throw new RtcException("AES-CTR failed", e);
            }
        }
    }
}
