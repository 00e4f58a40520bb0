package dev.stagedoor.rtc.sdp;

import java.util.List;

/**
 * What a receiving side takes.
 *
 * @param rejectSingly whether a section that is not taken is rejected alone instead of failing the whole offer
 */
record ReceiveRules(
        List<String> audio,
        List<String> video,
        List<RtcpFeedback> feedback,
        List<String> extensions,
        boolean rejectSingly) {
    List<String> codecs(MediaKind kind) {
        return kind == MediaKind.AUDIO ? audio : video;
    }
}
