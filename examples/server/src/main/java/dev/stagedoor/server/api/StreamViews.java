package dev.stagedoor.server.api;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.AudienceCount;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns classes into what the API shows of them. */
final class StreamViews {

    private final StreamingPlatform platform;
    private final InstantSource clock;

    StreamViews(StreamingPlatform platform, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
    }

    StreamView of(StreamSession stream) {
        return of(stream, name(stream.instructor()));
    }

    List<StreamView> of(List<StreamSession> streams) {
        Map<UserId, String> names = new HashMap<>();
        return streams.stream()
                .map(stream -> of(stream, names.computeIfAbsent(stream.instructor(), this::name)))
                .toList();
    }

    private String name(UserId instructor) {
        return platform.accounts().find(instructor).map(User::displayName).orElse("");
    }

    private StreamView of(StreamSession stream, String instructorName) {
        AudienceCount audience = stream.status() == StreamStatus.LIVE
                ? platform.audience().count(stream.id())
                : new AudienceCount(0, stream.peakViewers());
        return new StreamView(
                stream.id().toString(),
                stream.title(),
                stream.description(),
                new StreamView.Instructor(stream.instructor().toString(), instructorName),
                stream.status().wireName(),
                stream.scheduledStart(),
                stream.zone().getId(),
                stream.duration().toMinutes(),
                stream.price().amount(),
                boxed(stream.capacity()),
                boxed(stream.seatsLeft()),
                stream.actualStart().orElse(null),
                stream.actualEnd().orElse(null),
                audience.viewers(),
                Math.max(audience.peakViewers(), stream.peakViewers()),
                stream.thumbnailUrl().orElse("/streams/" + stream.id() + "/thumbnail"),
                stream.replayAvailable(clock.instant()),
                stream.recordingExpiresAt().orElse(null),
                stream.migrationScheduledAt().orElse(null),
                stream.migratedToWorkoutId().orElse(null),
                null,
                null,
                null,
                null);
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }
}
