package dev.stagedoor.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpContextTest {
    private static final int SSRC = 0xcafe1234;

    @ParameterizedTest
    @EnumSource
    void what_is_protected_comes_back(SrtpProfile profile) {
        SrtpContext out = outbound(profile);
        SrtpContext in = inbound(profile);
        for (int payload : new int[] {0, 1, 15, 16, 17, 100, 1180}) {
            byte[] plain = Packets.rtp(SSRC, 1000 + payload, payload, 7);
            byte[] wire = protect(out, plain);
            assertThat(wire).hasSize(plain.length + profile.tagLength());
            assertThat(in.unprotectRtp(wire, 0, wire.length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(wire, plain.length)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_payload_from_another_array_gives_the_same_packet(SrtpProfile profile) {
        byte[] plain = Packets.rtp(SSRC, 5, 900, 1);
        byte[] inPlace = protect(outbound(profile), plain);
        byte[] gathered = new byte[1500];
        System.arraycopy(plain, 0, gathered, 100, 20);
        int length = outbound(profile).protectRtp(gathered, 100, 20, plain, 20, 900);
        assertThat(Arrays.copyOfRange(gathered, 100, 100 + length)).isEqualTo(inPlace);
    }

    @ParameterizedTest
    @EnumSource
    void the_rollover_counter_survives_reordering_around_the_wrap(SrtpProfile profile) {
        SrtpContext out = outbound(profile);
        SrtpContext in = inbound(profile);
        List<byte[]> wire = new ArrayList<>();
        for (int i = 0; i < 200_000; i += 7) {
            wire.add(protect(out, Packets.rtp(SSRC, i & 0xffff, 4, i)));
        }
        long seed = 42;
        Random random = new Random(seed);
        for (int from = 0; from < wire.size(); from += 8) {
            List<byte[]> batch = new ArrayList<>(wire.subList(from, Math.min(from + 8, wire.size())));
            Collections.shuffle(batch, random);
            for (byte[] packet : batch) {
                assertThat(in.unprotectRtp(packet, 0, packet.length))
                        .as("seed %d", seed)
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_replay_is_refused_and_a_late_packet_is_not(SrtpProfile profile) {
        SrtpContext out = outbound(profile);
        SrtpContext in = inbound(profile);
        byte[][] wire = new byte[300][];
        for (int i = 0; i < wire.length; i++) {
            wire[i] = protect(out, Packets.rtp(SSRC, 65_400 + i & 0xffff, 50, i));
        }
        for (int i = 0; i < wire.length; i++) {
            if (i != 150 && i != 200) {
                assertThat(in.unprotectRtp(wire[i].clone(), 0, wire[i].length)).isPositive();
                assertThat(in.unprotectRtp(wire[i].clone(), 0, wire[i].length)).isEqualTo(SrtpContext.REPLAYED);
            }
        }
        assertThat(in.unprotectRtp(wire[200].clone(), 0, wire[200].length)).isPositive();
        assertThat(in.unprotectRtp(wire[200].clone(), 0, wire[200].length)).isEqualTo(SrtpContext.REPLAYED);
        assertThat(in.unprotectRtp(wire[150], 0, wire[150].length)).isEqualTo(SrtpContext.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void every_flipped_bit_is_noticed_and_changes_nothing(SrtpProfile profile) {
        byte[] wire = protect(outbound(profile), Packets.rtp(SSRC, 9, 30, 3));
        SrtpContext in = inbound(profile);
        for (int bit = 0; bit < wire.length * 8; bit++) {
            byte[] broken = wire.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(in.unprotectRtp(broken, 0, broken.length))
                    .as("bit %d", bit)
                    .isNegative();
        }
        assertThat(in.unprotectRtp(wire, 0, wire.length)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void rtcp_comes_back_once_and_never_in_the_clear(SrtpProfile profile) {
        SrtpContext out = outbound(profile);
        SrtpContext in = inbound(profile);
        for (int i = 0; i < 20; i++) {
            byte[] plain = Packets.rtcp(SSRC, 4 * i, i);
            byte[] wire = Arrays.copyOf(plain, plain.length + SrtpContext.MAX_OVERHEAD);
            int length = out.protectRtcp(wire, 0, plain.length);
            byte[] clear = wire.clone();
            clear[length - (profile == SrtpProfile.AEAD_AES_128_GCM ? 4 : 14)] &= 0x7f;
            assertThat(in.unprotectRtcp(clear, 0, length)).isNegative();
            byte[] again = wire.clone();
            assertThat(in.unprotectRtcp(wire, 0, length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(wire, plain.length)).isEqualTo(plain);
            assertThat(in.unprotectRtcp(again, 0, length)).isEqualTo(SrtpContext.REPLAYED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_packet_may_be_protected_twice_in_a_row(SrtpProfile profile) {
        SrtpContext out = outbound(profile);
        byte[] plain = Packets.rtp(SSRC, 77, 100, 1);
        assertThat(protect(out, plain)).isEqualTo(protect(out, plain));
    }

    @ParameterizedTest
    @EnumSource
    void sources_are_bounded_and_forgeries_take_no_place(SrtpProfile profile) {
        SrtpContext out = outbound(profile);
        SrtpContext in = inbound(profile);
        for (int i = 0; i < 1000; i++) {
            byte[] forged = Packets.rtp(i, 1, 60, i);
            assertThat(in.unprotectRtp(forged, 0, forged.length)).isEqualTo(SrtpContext.UNAUTHENTIC);
        }
        for (int ssrc = 0; ssrc < SrtpContext.MAX_SOURCES; ssrc++) {
            byte[] wire = protect(out, Packets.rtp(ssrc, 1, 60, 1));
            assertThat(in.unprotectRtp(wire, 0, wire.length)).isPositive();
        }
        byte[] oneMore = Packets.rtp(999, 1, 60, 1);
        assertThat(out.protectRtp(Arrays.copyOf(oneMore, 200), 0, oneMore.length))
                .isEqualTo(SrtpContext.TOO_MANY_SOURCES);
        assertThat(in.unprotectRtp(oneMore, 0, oneMore.length)).isEqualTo(SrtpContext.TOO_MANY_SOURCES);
    }

    @ParameterizedTest
    @EnumSource
    void no_bytes_make_it_throw(SrtpProfile profile) {
        SrtpContext out = outbound(profile);
        SrtpContext in = inbound(profile);
        byte[] valid = protect(out, Packets.rtp(SSRC, 100, 60, 5));
        byte[] report = Arrays.copyOf(Packets.rtcp(SSRC, 24, 5), 32 + SrtpContext.MAX_OVERHEAD);
        int reportLength = out.protectRtcp(report, 0, 32);
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = Mutations.of(random, i % 2 == 0 ? valid : Arrays.copyOf(report, reportLength));
            assertThat(in.unprotectRtp(bytes.clone(), 0, bytes.length))
                    .as("seed %d", seed)
                    .isNegative();
            assertThat(in.unprotectRtcp(bytes, 0, bytes.length))
                    .as("seed %d", seed)
                    .isNegative();
        }
        assertThat(in.unprotectRtp(valid, 0, valid.length)).isPositive();
        assertThat(in.unprotectRtcp(report, 0, reportLength)).isEqualTo(32);
    }

    @ParameterizedTest
    @EnumSource
    void a_buffer_without_room_for_the_tag_is_refused(SrtpProfile profile) {
        byte[] plain = Packets.rtp(SSRC, 1, 10, 1);
        assertThat(outbound(profile).protectRtp(plain, 0, plain.length)).isEqualTo(SrtpContext.MALFORMED);
        byte[] report = Packets.rtcp(SSRC, 4, 1);
        assertThat(outbound(profile).protectRtcp(report, 0, report.length)).isEqualTo(SrtpContext.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void a_key_of_the_wrong_length_is_named(SrtpProfile profile) {
        assertThatThrownBy(() -> SrtpContext.inbound(profile, new byte[15], new byte[14]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("masterKey");
    }

    static byte[] protect(SrtpContext context, byte[] plain) {
        byte[] buffer = Arrays.copyOf(plain, plain.length + SrtpContext.MAX_OVERHEAD);
        return Arrays.copyOf(buffer, context.protectRtp(buffer, 0, plain.length));
    }

    static SrtpContext outbound(SrtpProfile profile) {
        return SrtpContext.outbound(profile, bytes(profile.keyLength()), bytes(profile.saltLength()));
    }

    static SrtpContext inbound(SrtpProfile profile) {
        return SrtpContext.inbound(profile, bytes(profile.keyLength()), bytes(profile.saltLength()));
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
