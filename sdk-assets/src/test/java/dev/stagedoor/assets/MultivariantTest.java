package dev.stagedoor.assets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.assets.internal.replay.Multivariant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What players are told of a recording before they fetch any of it. */
class MultivariantTest {
    private static final String MEDIA = """
            #EXTM3U
            #EXT-X-MAP:URI="init-1.mp4"
            #EXTINF:4.0,
            000001.m4s
            #EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="init-2.mp4"
            #EXTINF:2.0,
            000002.m4s
            #EXT-X-ENDLIST
            """;

    private static String told(Map<String, String> files) {
        return Multivariant.of(MEDIA, new Multivariant.Beside() {
            @Override
            public Optional<byte[]> bytes(String file) {
                return Optional.ofNullable(files.get(file)).map(text -> text.getBytes(ISO_8859_1));
            }

            @Override
            public Optional<Long> size(String file) {
                return Optional.of(file.equals("000002.m4s") ? 500_000L : 250_000L);
            }
        });
    }

    @Test
    void the_encodings_are_those_of_the_initialization_segments_the_most_demanding_of_each() {
        String h264 = "....avcC\u0001\u0042\u00c0\u001f........Opus....dOps........";
        String better = "....avcC\u0001\u0064\u0000\u0028........Opus....dOps........";

        assertThat(told(Map.of("init-1.mp4", h264, "init-2.mp4", better))).contains("CODECS=\"avc1.640028,opus\"");
    }

    @Test
    void vp9_and_av1_are_told_with_profile_and_level() {
        assertThat(told(Map.of("init-1.mp4", "vpcC\u0001\0\0\0\0\u0015\u0082\0\0\0\0\0")))
                .contains("CODECS=\"vp09.00.21.08\"");
        assertThat(told(Map.of("init-1.mp4", "av1C\u0081\u0004\u000c\0\0\0\0\0\0")))
                .contains("CODECS=\"av01.0.04M.08\"");
    }

    @Test
    void the_bandwidth_is_the_peak() {
        assertThat(told(Map.of())).contains("BANDWIDTH=2000000");
    }

    @Test
    void what_cannot_be_read_is_left_out_and_the_media_playlist_is_named_all_the_same() {
        assertThat(told(Map.of("init-1.mp4", "avcC"))).doesNotContain("CODECS").endsWith("index.m3u8\n");
    }
}
