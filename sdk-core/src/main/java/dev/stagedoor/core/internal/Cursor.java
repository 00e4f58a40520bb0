package dev.stagedoor.core.internal;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.StreamSlice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A place in a list, as text that callers hand back. */
record Cursor(int run, StreamSlice.Position position) {
    private static final String SEPARATOR = "_";

    /** What every database can hold. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static StreamSlice.Position positionOf(StreamSession stream) {
        return new StreamSlice.Position(stream.scheduledStart(), stream.id());
    }

    /** {@return empty for anything that was not made here} */
    static Optional<Cursor> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            int run = Integer.parseUnsignedInt(parts[0]);
            Instant start = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
            return StreamId.parse(parts[2])
                    .filter(id -> run >= 0 && storable(start))
                    .map(id -> new Cursor(run, new StreamSlice.Position(start, id)));
        } catch (NumberFormatException | DateTimeException | ArithmeticException foreign) {
            return Optional.empty();
        }
    }

    /** {@return whether every database can hold it} */
    static boolean storable(Instant at) {
        return !at.isBefore(EARLIEST) && !at.isAfter(LATEST);
    }

    @Override
    public String toString() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.scheduledStart());
        return run + SEPARATOR + micros + SEPARATOR + position.id();
    }
}
