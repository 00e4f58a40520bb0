package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Pages through lists of videos, so that none is lost and none comes twice. */
final class VideoPages {
    private final Api api;

    VideoPages(Api api) {
        this.api = api;
    }

    VideoPage page(VideoQuery query) {
        PagePosition position = query.position();
        int ask =
                Math.min(VideoQuery.MAX_LIMIT, query.limit() + position.given().size());
        Call call = api.stream("GET");
        query.writeTo(call, ask);
        JsonNode envelope = api.envelope(call);
        JsonNode result = envelope.path("result");
        if (!result.isArray()) {
            throw api.unreadable(call, "the result is no list");
        }
        List<Video> page = Fields.list(result, VideoReader::read);
        List<Video> fresh = position.fresh(page);
        Fields counts = Fields.of(envelope);
        return new VideoPage(
                fresh, counts.whole("range"), counts.whole("total"), next(query, result.size() >= ask, fresh, call));
    }

    private Optional<VideoQuery> next(VideoQuery query, boolean isFull, List<Video> fresh, Call call) {
        if (!isFull) {
            return Optional.empty();
        }
        Optional<PagePosition> behind = query.position().behind(fresh, query.ascending());
        if (behind.isEmpty()) {
            throw new CloudflareStreamException(
                    call.what
                            + ": there are more videos than fit on a page, made so close to each other that no page behind them can be asked for",
                    false,
                    null);
        }
        return behind.map(query::at);
    }

    Stream<Video> all(VideoQuery query) {
        Iterator<Video> videos = new Walk(query);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        videos, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }

    /** Asks for a page when the one before is used up. */
    private final class Walk implements Iterator<Video> {
        private Optional<VideoQuery> next;
        private Iterator<Video> page = List.<Video>of().iterator();

        Walk(VideoQuery query) {
            next = Optional.of(query);
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next.isPresent()) {
                VideoPage got = page(next.get());
                page = got.videos().iterator();
                next = got.next();
            }
            return page.hasNext();
        }

        @Override
        public Video next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
