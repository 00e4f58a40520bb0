package dev.stagedoor.server.api;

import dev.stagedoor.core.access.AccessExplanation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The gate's answer in the API. */
record AccessView(String verdict, List<Reason> reasons) {

    /** One reason. */
    record Reason(String code, String message, @Nullable Instant at) {}

    static AccessView of(AccessExplanation explanation) {
        return new AccessView(
                explanation.verdict().name().toLowerCase(Locale.ROOT),
                explanation.reasons().stream()
                        .map(reason -> new Reason(
                                reason.code().wireName(),
                                reason.message(),
                                reason.at().orElse(null)))
                        .toList());
    }
}
