package dev.stagedoor.rtc.sdp;

import java.util.stream.Collectors;

/** Codec names for people. */
final class CodecNames {
    private CodecNames() {}

    static String of(MediaDescription section) {
        String names = section.codecs().stream()
                .filter(c -> !c.is("rtx") && !c.is("red") && !c.is("ulpfec") && !c.is("flexfec-03"))
                .map(RtpCodec::describe)
                .distinct()
                .limit(12)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
