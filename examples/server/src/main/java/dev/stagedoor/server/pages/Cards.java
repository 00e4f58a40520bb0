package dev.stagedoor.server.pages;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns classes into cards for one reader and one request. */
final class Cards {
    private static final Duration SOON = Duration.ofMinutes(15);
    private static final int MOST_SEATS = 500;

    private final StreamingPlatform platform;
    private final TimeTeller times;
    private final Instant now;
    private final Set<StreamId> seats;
    private final Map<UserId, String> names = new HashMap<>();

    Cards(StreamingPlatform platform, TimeTeller times, Instant now, Optional<User> reader) {
        this.platform = platform;
        this.times = times;
        this.now = now;
        this.seats = reader.map(this::seatsOf).orElse(Set.of());
    }

    private Set<StreamId> seatsOf(User reader) {
        return platform.enrollments().listFor(reader.id(), MOST_SEATS).stream()
                .filter(enrollment -> enrollment.state().holdsSeat())
                .map(Enrollment::streamId)
                .collect(Collectors.toUnmodifiableSet());
    }

    StreamCard of(StreamSession stream) {
        OptionalInt left = stream.seatsLeft();
        return new StreamCard(
                stream.id().toString(),
                stream.title(),
                instructor(stream.instructor()),
                badge(stream, now),
                times.when(moment(stream)),
                Words.length(stream.duration().toMinutes()),
                Words.price(stream.price().amount()),
                left.isEmpty() ? "" : left.getAsInt() == 0 ? "Full" : Words.count(left.getAsInt(), "seat") + " left",
                left.isPresent() && left.getAsInt() == 0,
                viewers(stream),
                picture(stream),
                replayUntil(stream),
                seats.contains(stream.id()));
    }

    /** Captured pictures are for those inside; others see the drawn stage, or what the instructor uploaded. */
    private Optional<String> picture(StreamSession stream) {
        boolean begun = stream.status() == StreamStatus.LIVE || stream.status() == StreamStatus.ENDED;
        return stream.thumbnailUrl()
                .or(() -> begun && seats.contains(stream.id())
                        ? Optional.of("/streams/" + stream.id() + "/thumbnail")
                        : Optional.empty());
    }

    private Optional<When> replayUntil(StreamSession stream) {
        return stream.replayAvailable(now) ? stream.recordingExpiresAt().map(times::when) : Optional.empty();
    }

    private String instructor(UserId id) {
        return names.computeIfAbsent(
                id, key -> platform.accounts().find(key).map(User::displayName).orElse(""));
    }

    private int viewers(StreamSession stream) {
        return stream.status() == StreamStatus.LIVE
                ? platform.audience().count(stream.id()).viewers()
                : 0;
    }

    static Badge badge(StreamSession stream, Instant now) {
        return switch (stream.status()) {
            case LIVE -> Badge.LIVE;
            case ENDED -> Badge.ENDED;
            case CANCELLED -> Badge.CANCELLED;
            case SCHEDULED -> startsSoon(stream, now) ? Badge.STARTING : Badge.SCHEDULED;
        };
    }

    private static boolean startsSoon(StreamSession stream, Instant now) {
        return !now.isBefore(stream.scheduledStart().minus(SOON)) && now.isBefore(stream.scheduledEnd());
    }

    private static Instant moment(StreamSession stream) {
        return switch (stream.status()) {
            case LIVE -> stream.actualStart().orElse(stream.scheduledStart());
            case ENDED -> stream.actualEnd().orElse(stream.scheduledEnd());
            case SCHEDULED, CANCELLED -> stream.scheduledStart();
        };
    }
}
