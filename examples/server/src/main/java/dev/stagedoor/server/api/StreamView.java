package dev.stagedoor.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code Stream} of the API. The last four are there only where the answer has them. */
record StreamView(
        String id,
        String title,
        String description,
        Instructor instructor,
        String status,
        Instant scheduledStart,
        String zone,
        long durationMinutes,
        long priceInTokens,
        @Nullable Integer capacity,
        @Nullable Integer seatsLeft,
        @Nullable Instant actualStart,
        @Nullable Instant actualEnd,
        int viewers,
        int peakViewers,
        @Nullable String thumbnailUrl,
        boolean recordingAvailable,
        @Nullable Instant recordingExpiresAt,
        @Nullable Instant migrationScheduledAt,
        @Nullable UUID migratedToWorkoutId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EnrollmentView enrollment,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AccessView access,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Stats stats,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Broadcast broadcast) {

    /** Who gives the class. */
    record Instructor(String id, String displayName) {}

    /** Figures for the instructor. */
    record Stats(long enrollments, long revenueTokens, int peakViewers) {}

    /** Where and with which key to publish. */
    record Broadcast(String whipUrl, String bearer) {
        @Override
        public String toString() {
            return "Broadcast[whipUrl=" + whipUrl + "]";
        }
    }

    StreamView with(@Nullable EnrollmentView enrollment, AccessView access) {
        return copy(enrollment, access, stats, broadcast);
    }

    StreamView with(Stats stats) {
        return copy(enrollment, access, stats, broadcast);
    }

    StreamView with(Broadcast broadcast) {
        return copy(enrollment, access, stats, broadcast);
    }

    private StreamView copy(
            @Nullable EnrollmentView enrollment,
            @Nullable AccessView access,
            @Nullable Stats stats,
            @Nullable Broadcast broadcast) {
        return new StreamView(
                id,
                title,
                description,
                instructor,
                status,
                scheduledStart,
                zone,
                durationMinutes,
                priceInTokens,
                capacity,
                seatsLeft,
                actualStart,
                actualEnd,
                viewers,
                peakViewers,
                thumbnailUrl,
                recordingAvailable,
                recordingExpiresAt,
                migrationScheduledAt,
                migratedToWorkoutId,
                enrollment,
                access,
                stats,
                broadcast);
    }
}
