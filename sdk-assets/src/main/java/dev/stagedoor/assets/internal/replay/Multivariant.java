package dev.stagedoor.assets.internal.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The multivariant playlist (RFC 8216 section 4.3.4.2) of a recording: names its one media playlist with the encodings in it, without which players take the
 * sound for AAC. The encodings are read from the initialization segments (ISO/IEC 14496-12).
 */
public final class Multivariant {
    private static final Pattern MAP = Pattern.compile("#EXT-X-MAP:URI=\"([A-Za-z0-9_-]+\\.mp4)\"");
    private static final Pattern LENGTH = Pattern.compile("#EXTINF:([0-9.]{1,12}),");

    private Multivariant() {}

    /** Reads files beside the playlist. */
    public interface Beside {
        /**
         * @param file a name
         * @return its bytes, or empty
         */
        Optional<byte[]> bytes(String file);

        /**
         * @param file a name
         * @return its size in bytes, or empty
         */
        Optional<Long> size(String file);
    }

    /**
     * @param media the media playlist
     * @param beside reads what it names
     * @return the multivariant playlist
     */
    public static String of(String media, Beside beside) {
        TreeSet<String> names = new TreeSet<>();
        Matcher maps = MAP.matcher(media);
        while (maps.find()) {
            names.add(maps.group(1));
        }
        List<String> codecs = codecs(
                names.stream().flatMap(name -> beside.bytes(name).stream()).toList());
        String listed = codecs.isEmpty() ? "" : ",CODECS=\"" + String.join(",", codecs) + "\"";
        return "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-STREAM-INF:BANDWIDTH=" + bandwidth(media, beside) + listed + "\n"
                + RecordingKeys.PLAYLIST + "\n";
    }

    /** {@return one encoding of pictures, the most demanding, and one of sound} */
    static List<String> codecs(List<byte[]> initializations) {
        TreeSet<String> video = new TreeSet<>();
        TreeSet<String> audio = new TreeSet<>();
        for (byte[] initialization : initializations) {
            String text = new String(initialization, ISO_8859_1);
            after(text, "avcC").ifPresent(at -> video.add(hex("avc1.%02x%02x%02x", initialization, at + 1, 3)));
            after(text, "vpcC").ifPresent(at -> video.add(vp9(initialization, at)));
            after(text, "av1C").ifPresent(at -> video.add(av1(initialization, at)));
            after(text, "dOps").ifPresent(at -> audio.add("opus"));
            after(text, "mp4a").ifPresent(at -> audio.add("mp4a.40.2"));
        }
        List<String> codecs = new ArrayList<>();
        if (!video.isEmpty()) {
            codecs.add(video.last());
        }
        if (!audio.isEmpty()) {
            codecs.add(audio.last());
        }
        return codecs;
    }

    /** {@return where the content of a box begins; empty when there is none with the eight bytes that are needed} */
    private static Optional<Integer> after(String text, String box) {
        int at = text.indexOf(new String(box.getBytes(US_ASCII), ISO_8859_1));
        return at < 0 || at + 4 + 8 > text.length() ? Optional.empty() : Optional.of(at + 4);
    }

    private static String hex(String format, byte[] bytes, int at, int count) {
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes[at + i] & 0xff;
        }
        return String.format(Locale.ROOT, format, values);
    }

    /** The codec configuration of VP9 in ISO BMFF: version and flags, profile, level, bit depth. */
    private static String vp9(byte[] bytes, int at) {
        return String.format(
                Locale.ROOT,
                "vp09.%02d.%02d.%02d",
                bytes[at + 4] & 0xff,
                bytes[at + 5] & 0xff,
                (bytes[at + 6] & 0xff) >> 4);
    }

    /** The codec configuration of AV1 in ISO BMFF: marker and version, profile and level, tier and bit depth. */
    private static String av1(byte[] bytes, int at) {
        int profileAndLevel = bytes[at + 1] & 0xff;
        int flags = bytes[at + 2] & 0xff;
        int depth = (flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12;
        return String.format(
                Locale.ROOT,
                "av01.%d.%02d%s.%02d",
                profileAndLevel >> 5,
                profileAndLevel & 0x1f,
                (flags & 0x80) == 0 ? "M" : "H",
                depth);
    }

    /** The peak of the first segments, in bits a second; at least something, since the attribute must be there. */
    private static long bandwidth(String media, Beside beside) {
        long peak = 100_000;
        String[] lines = media.split("\n");
        int looked = 0;
        for (int i = 0; i + 1 < lines.length && looked < 8; i++) {
            Matcher length = LENGTH.matcher(lines[i].strip());
            if (length.lookingAt()) {
                looked++;
                double seconds = Math.max(0.1, Double.parseDouble(length.group(1)));
                long bytes = beside.size(lines[i + 1].strip()).orElse(0L);
                peak = Math.max(peak, (long) (bytes * 8 / seconds));
            }
        }
        return peak;
    }
}
