package dev.stagedoor.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFramesTest {
    @ParameterizedTest
    @CsvSource({
        "VP8, 1000, true",
        "VP8, 1001, false",
        "VP8, 90800000, true",
        "VP8, 9080812300, true",
        "VP8, 8080812300, false",
        "VP8, 9080, false",
        "VP8, 1100, false",
        "VP9, 8c0100, true",
        "VP9, cc0100, false",
        "VP9, 84, false",
        "VP9, ac010000, true",
        "VP9, ac010200, false",
        "H264, 6588, true",
        "H264, 67420a, true",
        "H264, 4188, false",
        "H264, 7c8588, true",
        "H264, 7c0588, false",
        "H264, 7c8188, false",
        "H264, 18000268010002651f, true",
        "H264, 180002680100026801, false",
        "H264, 1800, false",
        "AV1, 180a, true",
        "AV1, 100a, false",
        "AV1, 980a, false",
        "OPUS, fc, true"
    })
    void a_key_frame_is_known_by_its_first_packet(MediaCodec codec, String payload, boolean key) {
        byte[] bytes = HexFormat.of().parseHex(payload);

        assertThat(KeyFrames.beginsIn(codec, bytes, 0, bytes.length)).isEqualTo(key);
    }

    @Test
    void an_empty_payload_is_no_key_frame() {
        for (MediaCodec codec : MediaCodec.values()) {
            assertThat(KeyFrames.beginsIn(codec, new byte[1], 1, 0)).isFalse();
        }
    }

    @Test
    void encoding_names_are_known_in_any_case() {
        assertThat(MediaCodec.of("OPUS")).contains(MediaCodec.OPUS);
        assertThat(MediaCodec.of("h264")).contains(MediaCodec.H264);
        assertThat(MediaCodec.of("G722")).isEmpty();
    }
}
