package dev.stagedoor.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets from here open in jitsi-srtp, and the other way round, over two wraps of the sequence number. */
class JitsiInteropTest {
    private static final int SSRC = 0xfeedbeef;
    private static final int PACKETS = 3_000;
    private static final int STRIDE = 50;

    @ParameterizedTest
    @EnumSource
    void jitsi_opens_our_rtp(SrtpProfile profile) throws GeneralSecurityException {
        SrtpContext ours = SrtpContextTest.outbound(profile);
        SrtpCryptoContext theirs = factory(profile, false).deriveContext(SSRC, 0);
        for (int i = 0; i < PACKETS; i++) {
            byte[] plain = Packets.rtp(SSRC, i * STRIDE & 0xffff, i % 200, i);
            Region region = new Region(SrtpContextTest.protect(ours, plain));
            assertThat(theirs.reverseTransformPacket(region, false)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(region.content()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void we_open_jitsis_rtp(SrtpProfile profile) throws GeneralSecurityException {
        SrtpCryptoContext theirs = factory(profile, true).deriveContext(SSRC, 0);
        SrtpContext ours = SrtpContextTest.inbound(profile);
        for (int i = 0; i < PACKETS; i++) {
            byte[] plain = Packets.rtp(SSRC, i * STRIDE & 0xffff, i % 200, i);
            Region region = new Region(plain);
            assertThat(theirs.transformPacket(region)).isEqualTo(SrtpErrorStatus.OK);
            byte[] wire = region.content();
            assertThat(ours.unprotectRtp(wire, 0, wire.length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(wire, plain.length)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rtcp_opens_in_both_directions(SrtpProfile profile) throws GeneralSecurityException {
        SrtcpCryptoContext sender = factory(profile, true).deriveControlContext(SSRC);
        SrtcpCryptoContext receiver = factory(profile, false).deriveControlContext(SSRC);
        SrtpContext outbound = SrtpContextTest.outbound(profile);
        SrtpContext inbound = SrtpContextTest.inbound(profile);
        for (int i = 0; i < 100; i++) {
            byte[] plain = Packets.rtcp(SSRC, 4 * (i % 30), i);
            byte[] buffer = Arrays.copyOf(plain, plain.length + SrtpContext.MAX_OVERHEAD);
            Region ours = new Region(Arrays.copyOf(buffer, outbound.protectRtcp(buffer, 0, plain.length)), buffer);
            assertThat(receiver.reverseTransformPacket(ours)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(ours.content()).isEqualTo(plain);

            Region theirs = new Region(plain);
            assertThat(sender.transformPacket(theirs)).isEqualTo(SrtpErrorStatus.OK);
            byte[] wire = theirs.content();
            assertThat(inbound.unprotectRtcp(wire, 0, wire.length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(wire, plain.length)).isEqualTo(plain);
        }
    }

    private static SrtpContextFactory factory(SrtpProfile profile, boolean sender) {
        SrtpPolicy policy = profile == SrtpProfile.AEAD_AES_128_GCM
                ? new SrtpPolicy(SrtpPolicy.AESGCM_ENCRYPTION, 16, SrtpPolicy.NULL_AUTHENTICATION, 0, 16, 12)
                : new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, 14);
        return new SrtpContextFactory(
                sender,
                SrtpContextTest.bytes(profile.keyLength()),
                SrtpContextTest.bytes(profile.saltLength()),
                policy,
                policy,
                new LoggerImpl("jitsi"));
    }

    /** The other library's idea of a packet. */
    private static final class Region implements ByteArrayBuffer {
        private byte[] buffer;
        private int length;

        Region(byte[] content) {
            this(content, Arrays.copyOf(content, content.length + 64));
        }

        Region(byte[] content, byte[] room) {
            buffer = Arrays.copyOf(room, content.length + 64);
            System.arraycopy(content, 0, buffer, 0, content.length);
            length = content.length;
        }

        byte[] content() {
            return Arrays.copyOf(buffer, length);
        }

        @Override
        public byte[] getBuffer() {
            return buffer;
        }

        @Override
        public int getOffset() {
            return 0;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int newLength) {
            length = newLength;
        }

        @Override
        public void setOffset(int offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int offset, int count, byte[] out) {
            System.arraycopy(buffer, offset, out, 0, count);
        }

        @Override
        public void grow(int howMuch) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length, length + howMuch));
        }

        @Override
        public void append(byte[] data, int count) {
            grow(count);
            System.arraycopy(data, 0, buffer, length, count);
            length += count;
        }

        @Override
        public void shrink(int count) {
            length = Math.max(0, length - count);
        }
    }
}
