package dev.stagedoor.cloudflare.stream;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a video is, and what went wrong.
 *
 * @param state how far
 * @param step the step of encoding, such as {@code encoding} or {@code manifest}
 * @param percentComplete 0 to 100
 * @param errorReasonCode such as {@code ERR_NON_VIDEO} or {@code ERR_MALFORMED_VIDEO}
 * @param errorReasonText Cloudflare's words for it
 */
public record VideoStatus(
        VideoState state,
        Optional<String> step,
        OptionalDouble percentComplete,
        Optional<String> errorReasonCode,
        Optional<String> errorReasonText) {

    static VideoStatus read(Fields fields) {
        return new VideoStatus(
                VideoState.of(fields.text("state").orElse("")),
                fields.text("step"),
                fields.number("pctComplete"),
                fields.text("errorReasonCode", "errReasonCode"),
                fields.text("errorReasonText", "errReasonText"));
    }
}
