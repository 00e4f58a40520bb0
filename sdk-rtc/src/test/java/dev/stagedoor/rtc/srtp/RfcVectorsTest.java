package dev.stagedoor.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

/** RFC 3711 appendix B and RFC 7714 section 16, number for number. */
class RfcVectorsTest {
    private static final byte[] GCM_KEY = hex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] GCM_SALT = hex("517569642070726f2071756f");

    @Test
    void key_stream_is_that_of_rfc_3711_b_2() {
        byte[] stream =
                SessionKeys.derive(hex("2B7E151628AED2A6ABF7158809CF4F3C"), hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"), 0, 48);
        assertThat(stream)
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    @Test
    void derived_keys_are_those_of_rfc_3711_b_3() {
        SessionKeys keys = SessionKeys.rtp(
                SrtpProfile.AES128_CM_HMAC_SHA1_80,
                hex("E1F97A0D3E018BE0D64FA32C06DE4139"),
                hex("0EC675AD498AFEEBB6960B3AABE6"));
        assertThat(keys.encryptionKey).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(keys.salt).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(keys.authenticationKey).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void gcm_seals_the_rtp_packet_of_rfc_7714_16_1_1() {
        byte[] packet = hex("8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e697320646976697361"
                + "20696e20706172746573207472657300000000000000000000000000000000");
        byte[] plain = packet.clone();
        int length = gcm(Cipher.ENCRYPT_MODE).sealRtp(packet, 0, 12, packet, 12, 38, 0x5501a0b2, 0xf17b);
        assertThat(Arrays.copyOf(packet, length))
                .isEqualTo(hex("8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a"
                        + "51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce"));
        assertThat(gcm(Cipher.DECRYPT_MODE).openRtp(packet, 0, 12, length, 0x5501a0b2, 0xf17b))
                .isEqualTo(50);
        assertThat(Arrays.copyOf(packet, 50)).isEqualTo(Arrays.copyOf(plain, 50));
    }

    @Test
    void gcm_seals_the_rtcp_packet_of_rfc_7714_16_2() {
        byte[] packet = Arrays.copyOf(
                hex("81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
                        + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef"),
                72);
        int length = gcm(Cipher.ENCRYPT_MODE).sealRtcp(packet, 0, 52, 0x4d617273, 0x5d4);
        assertThat(Arrays.copyOf(packet, length))
                .isEqualTo(hex("81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda"
                        + "4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4"));
    }

    private static GcmCipher gcm(int mode) {
        SessionKeys keys = new SessionKeys(GCM_KEY, new byte[20], GCM_SALT);
        return new GcmCipher(keys, keys, mode);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
