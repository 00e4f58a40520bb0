package dev.stagedoor.rtc.sdp;

import java.util.List;
import java.util.Optional;

/** One section of our own offer. */
record OfferedSection(MediaKind kind, List<RtpCodec> codecs, Optional<OutboundTrack> track) {
    private static final List<HeaderExtension> EXTENSIONS = List.of(
            HeaderExtension.of(1, ExtensionUri.MID),
            HeaderExtension.of(2, ExtensionUri.ABS_SEND_TIME),
            HeaderExtension.of(3, ExtensionUri.TRANSPORT_CC));

    OfferedSection {
        codecs = List.copyOf(codecs);
    }

    List<String> formats() {
        return codecs.stream().map(c -> Integer.toString(c.payloadType())).toList();
    }

    List<HeaderExtension> extensions() {
        boolean transportCc = codecs.stream().anyMatch(c -> c.feedback().contains(RtcpFeedback.TRANSPORT_CC));
        return transportCc ? EXTENSIONS : EXTENSIONS.subList(0, 2);
    }
}
