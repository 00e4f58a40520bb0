package dev.stagedoor.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private final byte[] buffer = new byte[200];
    private final RtpPacket packet = new RtpPacket();

    private int write(RtpHeaderWriter writer, String payload) {
        int header = writer.end();
        byte[] bytes = HexFormat.of().parseHex(payload);
        System.arraycopy(bytes, 0, buffer, 10 + header, bytes.length);
        return header + bytes.length;
    }

    private RtpHeaderWriter header() {
        return new RtpHeaderWriter().begin(buffer, 10, true, 96, 65_535, 0xfedcba98L, 0xffffffffL);
    }

    @Test
    void every_field_is_read_and_written_through() {
        int length = write(header(), "010203");

        assertThat(packet.wrap(buffer, 10, length)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequenceNumber()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(0xfedcba98L);
        assertThat(packet.ssrc()).isEqualTo(0xffffffffL);
        assertThat(packet.payloadLength()).isEqualTo(3);

        packet.marker(false);
        packet.payloadType(127);
        packet.sequenceNumber(1);
        packet.timestamp(2);
        packet.ssrc(3);
        assertThat(packet.wrap(buffer, 10, length)).isTrue();
        assertThat(new long[] {packet.payloadType(), packet.sequenceNumber(), packet.timestamp(), packet.ssrc()})
                .containsExactly(127, 1, 2, 3);
        assertThat(packet.marker()).isFalse();
    }

    @Test
    void one_byte_extensions_are_found_renumbered_and_removed() {
        int length = write(
                header().extension(1, new byte[] {'0'}).extension16(3, 0x1234).extension24(2, 0xabcdef), "ff");
        assertThat(packet.wrap(buffer, 10, length)).isTrue();
        assertThat(packet.headerLength()).isEqualTo(12 + 4 + 12);
        assertThat(packet.findExtension(3)).isTrue();
        assertThat(Bytes.u16(buffer, packet.elementOffset())).isEqualTo(0x1234);
        assertThat(packet.findExtension(4)).isFalse();

        byte[] ids = new byte[256];
        ids[1] = 9;
        ids[2] = 5;
        packet.renumberExtensions(ids);

        assertThat(packet.findExtension(9)).isTrue();
        assertThat(buffer[packet.elementOffset()]).isEqualTo((byte) '0');
        assertThat(packet.findExtension(5)).isTrue();
        assertThat(Bytes.u24(buffer, packet.elementOffset())).isEqualTo(0xabcdef);
        assertThat(packet.findExtension(3)).as("no new id: removed").isFalse();
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @Test
    void two_byte_extensions_are_found_renumbered_and_removed() {
        byte[] bytes = HexFormat.of()
                .parseHex("90600001" + "00000001" + "00000002" + "10000003" + "0100" + "1003aabbcc" + "00" + "2002ddee"
                        + "77");
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.findExtension(1)).isTrue();
        assertThat(packet.elementLength()).isZero();
        assertThat(packet.findExtension(16)).isTrue();
        assertThat(packet.elementLength()).isEqualTo(3);

        byte[] ids = new byte[256];
        ids[32] = 20;
        packet.renumberExtensions(ids);

        assertThat(packet.findExtension(16)).isFalse();
        assertThat(packet.findExtension(20)).isTrue();
        assertThat(Bytes.u16(bytes, packet.elementOffset())).isEqualTo(0xddee);
    }

    @Test
    void contributing_sources_and_padding_are_counted() {
        byte[] bytes =
                HexFormat.of().parseHex("a2000001" + "00000001" + "00000002" + "0000000a" + "0000000b" + "5555000003");

        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.csrcCount()).isEqualTo(2);
        assertThat(packet.csrc(1)).isEqualTo(11);
        assertThat(packet.paddingLength()).isEqualTo(3);
        assertThat(packet.payloadLength()).isEqualTo(2);
    }

    @Test
    void a_probe_of_padding_only_is_well_formed_and_empty() {
        byte[] bytes = HexFormat.of().parseHex("a0000001" + "00000001" + "00000000" + "00000004");

        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.payloadLength()).isZero();
        assertThat(packet.ssrc()).isZero();
    }

    @Test
    void what_does_not_fit_is_refused() {
        for (String hex : new String[] {
            "80000001000000010000",
            "40000001" + "00000001" + "00000002",
            "8f000001" + "00000001" + "00000002",
            "90000001" + "00000001" + "00000002",
            "90000001" + "00000001" + "00000002" + "bede0002" + "00000000",
            "a0000001" + "00000001" + "00000002" + "00",
            "a0000001" + "00000001" + "00000002" + "09"
        }) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            assertThat(packet.wrap(bytes, 0, bytes.length)).as(hex).isFalse();
        }
        assertThat(packet.wrap(new byte[20], 15, 12)).isFalse();
    }

    @Test
    void an_extension_element_that_is_cut_short_ends_the_search() {
        byte[] bytes = HexFormat.of().parseHex("90000001" + "00000001" + "00000002" + "bede0001" + "1f000000");

        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.findExtension(1)).isFalse();
    }

    @Test
    void a_retransmission_gives_the_original_back() {
        int length = write(header().extension(1, new byte[] {'1'}), "0a0b0c");
        assertThat(packet.wrap(buffer, 10, length)).isTrue();
        byte[] original = Arrays.copyOfRange(buffer, 10, 10 + length);
        byte[] out = new byte[100];

        int size = Rtx.encapsulate(packet, out, 5, 97, 77, 1000);
        RtpPacket rtx = new RtpPacket();
        assertThat(rtx.wrap(out, 5, size)).isTrue();
        assertThat(rtx.payloadType()).isEqualTo(97);
        assertThat(rtx.sequenceNumber()).isEqualTo(1000);
        assertThat(rtx.ssrc()).isEqualTo(77);
        assertThat(rtx.marker()).isTrue();

        int restored = Rtx.decapsulate(rtx, 96, 0xffffffffL);
        assertThat(Arrays.copyOfRange(out, 5, 5 + restored)).isEqualTo(original);
    }

    @Test
    void a_retransmission_without_content_or_room_is_refused() {
        int length = write(header(), "01");
        assertThat(packet.wrap(buffer, 10, length)).isTrue();

        assertThat(Rtx.encapsulate(packet, new byte[14], 0, 97, 1, 1)).isEqualTo(-1);
        assertThat(Rtx.decapsulate(packet, 96, 1)).isEqualTo(-1);
    }

    @Test
    void the_ring_keeps_the_last_packets_only() {
        PacketRing ring = new PacketRing(4, 50);
        for (int sequence = 65_534; sequence < 65_540; sequence++) {
            RtpHeaderWriter writer = new RtpHeaderWriter().begin(buffer, 0, false, 96, sequence & 0xffff, 0, 1);
            ring.store(sequence & 0xffff, buffer, 0, writer.end());
        }

        assertThat(ring.find(65_535, packet)).isFalse();
        assertThat(ring.find(0, packet)).isTrue();
        assertThat(packet.sequenceNumber()).isZero();
        assertThat(ring.find(3, packet)).isTrue();
        assertThat(ring.find(4, packet)).isFalse();
        assertThat(ring.store(5, buffer, 0, 51)).isFalse();
    }

    @Test
    void a_bundle_is_taken_apart_by_mid_then_source_then_payload_type() {
        BundleDemultiplexer demultiplexer = new BundleDemultiplexer()
                .section(0, "audio", 4)
                .section(1, "video", 4)
                .payloadType(0, 111)
                .payloadType(1, 96)
                .payloadType(0, 100)
                .payloadType(1, 100)
                .source(1, 5);

        assertThat(demultiplexer.route(packet(100, 1, 4, "video"))).isEqualTo(1);
        assertThat(demultiplexer.route(packet(100, 1, 0, ""))).as("learned").isEqualTo(1);
        assertThat(demultiplexer.route(packet(100, 5, 0, ""))).as("declared").isEqualTo(1);
        assertThat(demultiplexer.route(packet(111, 6, 0, ""))).isZero();
        assertThat(demultiplexer.route(packet(100, 7, 0, ""))).as("shared type").isEqualTo(BundleDemultiplexer.UNKNOWN);
        assertThat(demultiplexer.route(packet(99, 8, 4, "else"))).isEqualTo(BundleDemultiplexer.UNKNOWN);
    }

    private RtpPacket packet(int payloadType, long ssrc, int midId, String mid) {
        RtpHeaderWriter writer = new RtpHeaderWriter().begin(buffer, 0, false, payloadType, 1, 1, ssrc);
        if (midId > 0) {
            writer.extension(midId, mid.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(packet.wrap(buffer, 0, writer.end())).isTrue();
        return packet;
    }
}
