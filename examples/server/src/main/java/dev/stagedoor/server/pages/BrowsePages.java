package dev.stagedoor.server.pages;

import dev.stagedoor.core.session.StreamPage;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Routes;
import dev.stagedoor.server.pages.StreamsPage.Day;
import dev.stagedoor.server.pages.StreamsPage.Filter;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looking around: classes and the catalog. */
final class BrowsePages implements Routes {
    private static final int FRONT_PAGE_PAST = 12;
    private static final int PAGE = 60;

    private final App app;
    private final Frames frames;

    BrowsePages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/streams", this::streams);
    }

    private void streams(Context ctx) {
        Filter filter = Filter.of(Frames.parameter(ctx, "status"));
        String words = Frames.parameter(ctx, "q");
        String query = words.substring(0, Math.min(100, words.length()));
        Optional<String> cursor = Optional.of(Frames.parameter(ctx, "cursor")).filter(text -> !text.isEmpty());
        TimeTeller times = frames.times(ctx);
        Instant now = app.clock().instant();
        Cards cards = new Cards(app.platform(), times, now, Caller.of(ctx).user());

        StreamPage live = find(filter, Filter.LIVE, StreamStatus.LIVE, query, cursor, PAGE);
        StreamPage coming = find(filter, Filter.SCHEDULED, StreamStatus.SCHEDULED, query, cursor, PAGE);
        int mostPast = filter == Filter.ENDED ? PAGE : FRONT_PAGE_PAST;
        StreamPage past = find(filter, Filter.ENDED, StreamStatus.ENDED, query, cursor, mostPast);
        StreamsPage page = new StreamsPage(
                frames.of(ctx),
                filter,
                query,
                live.streams().stream().map(cards::of).toList(),
                byDay(coming.streams(), now, times, cards),
                past.streams().stream().map(cards::of).toList(),
                more(filter, query, List.of(live, coming, past)));
        app.templates().answer(ctx, 200, "streams.jte", page);
    }

    private StreamPage find(
            Filter chosen, Filter part, StreamStatus status, String query, Optional<String> cursor, int most) {
        if (!chosen.shows(part)) {
            return new StreamPage(List.of(), Optional.empty());
        }
        StreamQuery all = StreamQuery.all().status(status).text(query).limit(most);
        boolean goesOn = chosen == part && cursor.isPresent();
        return app.platform().sessions().browse(goesOn ? all.after(cursor.get()) : all);
    }

    private static List<Day> byDay(List<StreamSession> streams, Instant now, TimeTeller times, Cards cards) {
        Map<String, List<StreamCard>> days = new LinkedHashMap<>();
        streams.stream()
                .filter(stream -> now.isBefore(stream.scheduledEnd()))
                .forEach(stream -> days.computeIfAbsent(times.day(stream.scheduledStart()), day -> new ArrayList<>())
                        .add(cards.of(stream)));
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey(), List.copyOf(day.getValue())))
                .toList();
    }

    private static String more(Filter filter, String query, List<StreamPage> pages) {
        String words = query.isEmpty() ? "" : "&q=" + Words.inQuery(query);
        if (filter == Filter.ALL) {
            return pages.get(2).nextCursor().isPresent() ? "/streams?status=ended" + words : "";
        }
        return pages.stream()
                .flatMap(page -> page.nextCursor().stream())
                .findFirst()
                .map(cursor -> "/streams?status=" + filter.key() + words + "&cursor=" + Words.inQuery(cursor))
                .orElse("");
    }
}
