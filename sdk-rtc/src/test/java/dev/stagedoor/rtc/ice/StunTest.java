package dev.stagedoor.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 5769 and what they do not cover. */
class StunTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] REQUEST = hex("000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74"
            + "002400046e0001ff80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020"
            + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");
    private static final byte[] RESPONSE_V4 = hex("0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");
    private static final byte[] RESPONSE_V6 = hex("010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f722000200014"
            + "0002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

    @Test
    void the_sample_request_of_rfc_5769_is_read() {
        StunMessage request = read(REQUEST).orElseThrow();
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.username()).contains("evtj:h6vY");
        assertThat(request.priority()).hasValue(0x6e0001ffL);
        assertThat(request.controlled()).hasValue(0x932ff9b151263b36L);
        assertThat(request.controlling()).isEmpty();
        assertThat(request.isAuthentic(PASSWORD)).isTrue();
        assertThat(request.isAuthentic(PASSWORD + "x")).isFalse();
    }

    @Test
    void the_sample_responses_of_rfc_5769_are_read() throws UnknownHostException {
        StunMessage v4 = read(RESPONSE_V4).orElseThrow();
        assertThat(v4.isAuthentic(PASSWORD)).isTrue();
        assertThat(v4.mappedAddress()).contains(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32853));
        StunMessage v6 = read(RESPONSE_V6).orElseThrow();
        assertThat(v6.isAuthentic(PASSWORD)).isTrue();
        assertThat(v6.mappedAddress())
                .contains(new InetSocketAddress(InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677"), 32853));
    }

    @Test
    void the_key_of_a_shared_port_is_found_without_the_password() {
        assertThat(Stun.localUfrag(REQUEST, 0, REQUEST.length)).contains("evtj");
        assertThat(Stun.localUfrag(RESPONSE_V4, 0, RESPONSE_V4.length)).isEmpty();
        byte[] shifted = new byte[REQUEST.length + 7];
        System.arraycopy(REQUEST, 0, shifted, 7, REQUEST.length);
        assertThat(Stun.localUfrag(shifted, 7, REQUEST.length)).contains("evtj");
        for (int length = 0; length < REQUEST.length; length++) {
            assertThat(Stun.localUfrag(REQUEST, 0, length)).isEmpty();
        }
    }

    @Test
    void what_is_written_can_be_read() {
        InetSocketAddress mapped = new InetSocketAddress("203.0.113.9", 4242);
        byte[] bytes = new StunWriter(StunMessage.BINDING_ERROR, new TransactionId(1, 2))
                .username("a:b")
                .priority(0xfffffffeL)
                .role(IceRole.CONTROLLING, -5)
                .useCandidate()
                .xorMappedAddress(mapped)
                .errorCode(487, "Role Conflict")
                .unknownAttributes(List.of(0x0031, 0x0032, 0x0033))
                .finish("secret");
        StunMessage message = read(bytes).orElseThrow();
        assertThat(message.transactionId()).isEqualTo(new TransactionId(1, 2));
        assertThat(message.username()).contains("a:b");
        assertThat(message.priority()).hasValue(0xfffffffeL);
        assertThat(message.controlling()).hasValue(-5);
        assertThat(message.useCandidate()).isTrue();
        assertThat(message.mappedAddress()).contains(mapped);
        assertThat(message.errorCode()).isEqualTo(487);
        assertThat(message.isAuthentic("secret")).isTrue();
    }

    @Test
    void every_flipped_bit_is_noticed() {
        for (int bit = 0; bit < REQUEST.length * 8; bit++) {
            int lastAttribute = REQUEST.length - 8;
            if (bit / 8 == lastAttribute || bit / 8 == lastAttribute + 1) {
                continue;
            }
            byte[] broken = REQUEST.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            boolean accepted = read(broken)
                    .filter(message -> message.isAuthentic(PASSWORD))
                    .isPresent();
            assertThat(accepted).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void attributes_behind_the_integrity_are_not_believed() {
        byte[] bytes = new StunWriter(StunMessage.BINDING_REQUEST, new TransactionId(1, 2))
                .username("a:b")
                .finish("secret");
        byte[] grown = Arrays.copyOf(bytes, bytes.length - 8 + 4);
        grown[grown.length - 3] = (byte) StunMessage.USE_CANDIDATE;
        grown[grown.length - 4] = 0;
        grown[grown.length - 2] = 0;
        grown[grown.length - 1] = 0;
        grown[3] = (byte) (grown.length - StunMessage.HEADER);
        StunMessage message = read(grown).orElseThrow();
        assertThat(message.isAuthentic("secret")).isTrue();
        assertThat(message.useCandidate()).isFalse();
    }

    private static Optional<StunMessage> read(byte[] bytes) {
        return StunMessage.read(bytes, 0, bytes.length);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
