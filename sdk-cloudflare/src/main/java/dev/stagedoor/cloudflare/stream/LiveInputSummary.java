package dev.stagedoor.cloudflare.stream;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A live input as lists show it: without credentials and recording settings.
 *
 * @param uid 32 hexadecimal digits
 * @param meta keys and values of ours
 * @param enabled whether publishers are let in
 * @param deleteRecordingAfterDays when recordings are deleted, 30 to 1096 days; empty: never
 * @param created when it was made
 * @param modified when it was last changed
 */
public record LiveInputSummary(
        String uid,
        Map<String, String> meta,
        boolean enabled,
        OptionalInt deleteRecordingAfterDays,
        Optional<Instant> created,
        Optional<Instant> modified) {}
