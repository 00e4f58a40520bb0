package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins the formats of an {@code m=} line with their {@code rtpmap}, {@code fmtp} and {@code rtcp-fb} lines. */
final class CodecReader {
    private static final int MAX_PAYLOAD_TYPE = 127;
    private static final String ANY = "*";

    private final Map<String, String> maps = new HashMap<>();
    private final Map<String, String> formats = new HashMap<>();
    private final Map<String, List<RtcpFeedback>> feedback = new HashMap<>();

    private CodecReader(List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            switch (attribute.name()) {
                case "rtpmap" -> keep(attribute.value(), maps);
                case "fmtp" -> keep(attribute.value(), formats);
                case "rtcp-fb" -> keepFeedback(attribute.value());
                default -> {}
            }
        }
    }

    static List<RtpCodec> read(MediaKind kind, List<String> formats, List<Attribute> attributes) {
        if (kind != MediaKind.AUDIO && kind != MediaKind.VIDEO) {
            return List.of();
        }
        CodecReader reader = new CodecReader(attributes);
        List<RtpCodec> codecs = new ArrayList<>();
        for (String format : formats) {
            reader.codec(format).ifPresent(codecs::add);
        }
        return List.copyOf(codecs);
    }

    private static void keep(String value, Map<String, String> into) {
        String[] parts = Words.of(value, 2);
        if (parts.length == 2) {
            into.putIfAbsent(parts[0], parts[1].trim());
        }
    }

    private void keepFeedback(String value) {
        String[] parts = Words.of(value, 2);
        if (parts.length == 2) {
            feedback.computeIfAbsent(parts[0], k -> new ArrayList<>()).add(RtcpFeedback.parse(parts[1]));
        }
    }

    private Optional<RtpCodec> codec(String format) {
        int payloadType = Numbers.parse(format, MAX_PAYLOAD_TYPE);
        if (payloadType < 0) {
            return Optional.empty();
        }
        String map = maps.getOrDefault(format, staticMap(payloadType));
        String[] parts = map.split("/", 3);
        if (parts.length < 2 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        int clockRate = Numbers.parse(parts[1].trim(), Integer.MAX_VALUE);
        int channels = parts.length == 3 ? Numbers.parse(parts[2].trim(), 255) : 1;
        if (clockRate <= 0 || channels <= 0) {
            return Optional.empty();
        }
        return Optional.of(new RtpCodec(
                payloadType, parts[0], clockRate, channels, formats.getOrDefault(format, ""), feedbackOf(format)));
    }

    private List<RtcpFeedback> feedbackOf(String format) {
        List<RtcpFeedback> all = new ArrayList<>(feedback.getOrDefault(format, List.of()));
        for (RtcpFeedback message : feedback.getOrDefault(ANY, List.of())) {
            if (!all.contains(message)) {
                all.add(message);
            }
        }
        return all;
    }

    private static String staticMap(int payloadType) {
        return switch (payloadType) {
            case 0 -> "PCMU/8000";
            case 8 -> "PCMA/8000";
            case 9 -> "G722/8000";
            default -> "";
        };
    }
}
