package dev.stagedoor.cloudflare.stream;

import java.util.Optional;

/**
 * Captions of a video in one language.
 *
 * @param language a tag such as {@code en}
 * @param label what players show
 * @param generated whether Cloudflare made them by speech recognition
 * @param status {@code ready}, {@code inprogress} or {@code error}; empty when none was told
 */
public record Caption(String language, Optional<String> label, boolean generated, Optional<String> status) {
    static Caption read(Fields fields) {
        return new Caption(
                fields.text("language").orElse(""),
                fields.text("label"),
                fields.truth(false, "generated"),
                fields.text("status"));
    }
}
