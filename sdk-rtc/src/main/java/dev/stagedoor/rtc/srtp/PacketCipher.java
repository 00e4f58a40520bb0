package dev.stagedoor.rtc.srtp;

/** Encrypts and authenticates single packets under the session keys of one direction. Not thread-safe. */
interface PacketCipher {
    /**
     * Encrypts {@code payload} behind the header in {@code out} and adds the tag.
     *
     * @param index 48-bit packet index: rollover counter and sequence number
     * @return length of header, payload and tag
     */
    int sealRtp(
            byte[] out,
            int offset,
            int headerLength,
            byte[] payload,
            int payloadOffset,
            int length,
            int ssrc,
            long index);

    /** Checks and decrypts in place; answers the plain length, or {@link SrtpContext#UNAUTHENTIC}. */
    int openRtp(byte[] buffer, int offset, int headerLength, int length, int ssrc, long index);

    /** Encrypts behind the first 8 bytes in place and adds tag and index; answers the new length. */
    int sealRtcp(byte[] buffer, int offset, int length, int ssrc, int index);

    /** Checks and decrypts in place; answers the plain length, or {@link SrtpContext#UNAUTHENTIC}. */
    int openRtcp(byte[] buffer, int offset, int length, int ssrc, int index);

    /** Where the word with the E flag and the SRTCP index begins, counted from the end of the packet. */
    int rtcpIndexFromEnd();
}
