package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.InstructorPage;
import dev.stagedoor.core.session.InstructorQuery;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamPage;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.StreamSlice;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists classes: a page is filled from one or more runs, each of which an index can serve. */
final class SessionListing {
    private static final StreamStatistics NONE = new StreamStatistics(0, Tokens.ZERO, 0);

    private final Storage storage;

    SessionListing(Storage storage) {
        this.storage = storage;
    }

    /** Some states in one direction of time. */
    private record Run(Set<StreamStatus> statuses, boolean ascending) {}

    StreamPage browse(StreamQuery query) {
        List<Run> runs =
                query.status().map(SessionListing::only).orElseGet(() -> upcomingFirst(Set.of(StreamStatus.ENDED)));
        return storage.inTransaction(work -> page(work, query, Optional.empty(), runs));
    }

    InstructorPage listOwn(UserId instructor, InstructorQuery query) {
        return storage.inTransaction(work -> {
            StreamPage page = page(work, query.streams(), Optional.of(instructor), runsOf(query));
            List<StreamId> ids = page.streams().stream().map(StreamSession::id).toList();
            Map<StreamId, StreamStatistics> figures = work.streams().statistics(ids);
            return new InstructorPage(
                    page.streams().stream()
                            .map(stream -> new InstructorPage.Entry(stream, figures.getOrDefault(stream.id(), NONE)))
                            .toList(),
                    page.nextCursor());
        });
    }

    private static List<Run> runsOf(InstructorQuery query) {
        Optional<StreamStatus> status = query.streams().status();
        Set<StreamStatus> shown = status.<Set<StreamStatus>>map(EnumSet::of).orElse(EnumSet.allOf(StreamStatus.class));
        return switch (query.sort()) {
            case UPCOMING_FIRST ->
                status.map(SessionListing::only)
                        .orElseGet(() -> upcomingFirst(Set.of(StreamStatus.ENDED, StreamStatus.CANCELLED)));
            case LATEST_START_FIRST -> List.of(new Run(shown, false));
            case EARLIEST_START_FIRST -> List.of(new Run(shown, true));
        };
    }

    private static List<Run> only(StreamStatus status) {
        boolean ahead = status == StreamStatus.LIVE || status == StreamStatus.SCHEDULED;
        return List.of(new Run(Set.of(status), ahead));
    }

    private static List<Run> upcomingFirst(Set<StreamStatus> past) {
        return List.of(
                new Run(Set.of(StreamStatus.LIVE), true),
                new Run(Set.of(StreamStatus.SCHEDULED), true),
                new Run(past, false));
    }

    private static StreamPage page(UnitOfWork work, StreamQuery query, Optional<UserId> instructor, List<Run> runs) {
        Optional<Cursor> cursor = query.cursor().flatMap(Cursor::parse).filter(it -> it.run() < runs.size());
        List<Row> found = new ArrayList<>();
        int first = cursor.map(Cursor::run).orElse(0);
        for (int run = first; run < runs.size() && found.size() <= query.limit(); run++) {
            Optional<StreamSlice.Position> after = run == first ? cursor.map(Cursor::position) : Optional.empty();
            int missing = query.limit() + 1 - found.size();
            for (StreamSession stream : work.streams().list(slice(runs.get(run), query, instructor, after, missing))) {
                found.add(new Row(run, stream));
            }
        }
        boolean more = found.size() > query.limit();
        List<Row> shown = more ? found.subList(0, query.limit()) : found;
        return new StreamPage(
                shown.stream().map(Row::stream).toList(),
                more ? Optional.of(shown.get(shown.size() - 1).cursor()) : Optional.empty());
    }

    private static StreamSlice slice(
            Run run, StreamQuery query, Optional<UserId> instructor, Optional<StreamSlice.Position> after, int limit) {
        return new StreamSlice(run.statuses(), instructor, query.text(), run.ascending(), after, limit);
    }

    private record Row(int run, StreamSession stream) {
        String cursor() {
            return new Cursor(run, Cursor.positionOf(stream)).toString();
        }
    }
}
