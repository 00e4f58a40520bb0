package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoListTest extends StreamTest {
    @Test
    void a_list_without_filters_asks_for_all() {
        answers("GET", "", ok("[{'uid':'a'},{'uid':'b'}]"));

        VideoPage page = stream.videos().list(VideoQuery.all());

        assertThat(onlyCall()).isEqualTo("GET ");
        assertThat(page.videos()).extracting(Video::uid).containsExactly("a", "b");
        assertThat(page.next()).isEmpty();
        assertThat(page.total()).isEmpty();
    }

    @Test
    void every_filter_goes_under_its_documented_name() {
        answers("GET", "", ok("[]"));

        stream.videos()
                .list(VideoQuery.builder()
                        .id("v1")
                        .creator("ada & bob")
                        .status(VideoState.LIVE_IN_PROGRESS)
                        .type(VideoType.LIVE)
                        .liveInput(UID)
                        .name("n")
                        .videoName("vn")
                        .search("s?x")
                        .start(Instant.parse("2026-11-01T00:00:00Z"))
                        .end(Instant.parse("2026-12-01T00:00:00Z"))
                        .ascending(true)
                        .limit(7)
                        .includeCounts(true)
                        .build());

        assertThat(onlyCall())
                .isEqualTo("GET ?creator=ada%20%26%20bob&id=v1&live_input_id=" + UID + "&name=n&search=s%3Fx"
                        + "&status=live-inprogress&type=live&video_name=vn&start=2026-11-01T00%3A00%3A00Z"
                        + "&end=2026-12-01T00%3A00%3A00Z&asc=true&limit=7&include_counts=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"range\":\"2\",\"total\":\"17\"", "\"range\":2,\"total\":17"})
    void counts_are_read_as_strings_and_as_numbers(String counts) {
        answers(
                "GET",
                "",
                "{\"result\":[{\"uid\":\"a\"}],\"success\":true,\"errors\":[],\"messages\":[]," + counts + "}");

        VideoPage page =
                stream.videos().list(VideoQuery.builder().includeCounts(true).build());

        assertThat(page.range()).hasValue(2);
        assertThat(page.total()).hasValue(17);
    }

    @Test
    void the_next_page_begins_at_the_whole_second_and_leaves_out_what_was_given() {
        answers(
                "GET",
                "",
                ok("[{'uid':'a','created':'2026-11-22T09:00:02.7Z'},{'uid':'b','created':'2026-11-22T09:00:01.3Z'}]"));
        VideoPage first = stream.videos().list(VideoQuery.builder().limit(2).build());
        CLOUDFLARE.resetAll();
        answers(
                "GET",
                "",
                ok("[{'uid':'b','created':'2026-11-22T09:00:01.3Z'},{'uid':'c','created':'2026-11-22T09:00:01.3Z'}]"));

        VideoPage second = stream.videos().list(first.next().orElseThrow());

        assertThat(onlyCall()).isEqualTo("GET ?end=2026-11-22T09%3A00%3A02Z&limit=3");
        assertThat(second.videos()).extracting(Video::uid).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_further_page_never_reaches_beyond_the_callers_own_end() {
        answers("GET", "", ok("[{'uid':'a','created':'2026-11-22T09:00:02.3Z'}]"));
        VideoPage first = stream.videos()
                .list(VideoQuery.builder()
                        .end(Instant.parse("2026-11-22T09:00:02.5Z"))
                        .limit(1)
                        .build());
        CLOUDFLARE.resetAll();
        answers("GET", "", ok("[]"));

        stream.videos().list(first.next().orElseThrow());

        assertThat(onlyCall()).startsWith("GET ?end=2026-11-22T09%3A00%3A02.500Z");
    }

    @Test
    void a_stream_asks_for_no_more_pages_than_are_consumed() {
        answers("GET", "", ok("[{'uid':'a','created':'2026-11-22T09:00:02.7Z'}]"));

        Stream<Video> videos = stream.videos().all(VideoQuery.builder().limit(1).build());

        assertThat(requests()).isEmpty();
        assertThat(videos.findFirst().orElseThrow().uid()).isEqualTo("a");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_full_page_that_tells_no_times_is_a_fault_and_no_end() {
        answers("GET", "", ok("[{'uid':'a'}]"));

        assertThatThrownBy(
                        () -> stream.videos().list(VideoQuery.builder().limit(1).build()))
                .isInstanceOf(CloudflareStreamException.class);
    }

    @Test
    void a_limit_beyond_a_thousand_is_refused_unsent() {
        assertThatThrownBy(() -> VideoQuery.builder().limit(1001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_list_that_is_no_array_is_unreadable() {
        answers("GET", "", ok("{}"));

        assertThatThrownBy(() -> stream.videos().list(VideoQuery.all())).isInstanceOf(CloudflareIoException.class);
    }
}
