package dev.stagedoor.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoticeTest {
    @Test
    void an_address_cannot_put_words_on_a_page() {
        assertThat(Notice.of("<b>You won</b>")).isEmpty();
        assertThat(Notice.of("")).isEmpty();
    }

    @Test
    void every_notice_is_found_by_its_own_key() {
        assertThat(Notice.values())
                .allSatisfy(notice -> assertThat(Notice.of(notice.key())).contains(notice));
        assertThat(Arrays.stream(Notice.values()).map(Notice::key)).doesNotHaveDuplicates();
    }

    @Test
    void only_local_paths_are_followed_after_sign_in() {
        assertThat(Requests.next("https://evil.example/", "/streams")).isEqualTo("/streams");
        assertThat(Requests.next("//evil.example", "/streams")).isEqualTo("/streams");
        assertThat(Requests.next("/login?next=/login", "/streams")).isEqualTo("/streams");
        assertThat(Requests.next("/streams/1?a=b", "/streams")).isEqualTo("/streams/1?a=b");
        assertThat(Requests.next(null, "/streams")).isEqualTo("/streams");
    }

    @Test
    void counts_and_lengths_are_told_in_the_right_number() {
        assertThat(Words.count(1, "seat")).isEqualTo("1 seat");
        assertThat(Words.count(1200, "seat")).isEqualTo("1,200 seats");
        assertThat(Words.length(45)).isEqualTo("45 min");
        assertThat(Words.length(90)).isEqualTo("1 h 30 min");
        assertThat(Words.length(120)).isEqualTo("2 h");
        assertThat(Words.price(0)).isEqualTo("Free");
    }
}
