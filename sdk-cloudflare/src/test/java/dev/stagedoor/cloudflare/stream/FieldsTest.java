package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FieldsTest {
    @Test
    void numbers_are_read_from_numbers_and_words() {
        Fields fields =
                fields("{'a': 3, 'b': '3', 'c': 3.7, 'd': '1e3', 'e': 'x', 'f': null, 'g': [], 'h': 9007199254740993}");

        assertThat(fields.whole("a")).hasValue(3);
        assertThat(fields.whole("b")).hasValue(3);
        assertThat(fields.whole("c")).hasValue(3);
        assertThat(fields.number("c")).hasValue(3.7);
        assertThat(fields.count("d")).hasValue(1000);
        assertThat(fields.number("e")).isEmpty();
        assertThat(fields.count("f")).isEmpty();
        assertThat(fields.number("g")).isEmpty();
        assertThat(fields.whole("h")).hasValue(9007199254740993L);
        assertThat(fields.count("h")).isEmpty();
    }

    @Test
    void numbers_that_are_none_are_absent() {
        assertThat(fields("{'a': 'NaN'}").number("a")).isEmpty();
        assertThat(fields("{'a': 'Infinity'}").whole("a")).isEmpty();
        assertThat(fields("{'a': 1e300}").whole("a")).isEmpty();
        assertThat(fields("{'a': ''}").number("a")).isEmpty();
    }

    @Test
    void truths_are_read_from_truths_and_words() {
        Fields fields = fields("{'a': true, 'b': 'False', 'c': 'TRUE', 'd': null, 'e': 'perhaps'}");

        assertThat(fields.truth(false, "a")).isTrue();
        assertThat(fields.truth(true, "b")).isFalse();
        assertThat(fields.truth(false, "c")).isTrue();
        assertThat(fields.truth(true, "d")).isTrue();
        assertThat(fields.truth(true, "e")).isTrue();
        assertThat(fields.truth(false, "e")).isFalse();
    }

    @Test
    void the_first_name_that_is_there_counts() {
        assertThat(fields("{'b': 'two', 'c': 'three'}").text("a", "b", "c")).contains("two");
        assertThat(fields("{'a': null, 'b': 'two'}").text("a", "b")).contains("two");
    }

    @Test
    void times_have_any_fraction_and_offset() {
        Instant expected = Instant.parse("2026-11-22T09:15:02.101010101Z");

        assertThat(fields("{'a': '2026-11-22T09:15:02.101010101Z'}").time("a")).contains(expected);
        assertThat(fields("{'a': '2026-11-22T10:15:02.101010101+01:00'}").time("a"))
                .contains(expected);
        assertThat(fields("{'a': 'yesterday'}").time("a")).isEmpty();
        assertThat(fields("{'a': 17}").time("a")).isEmpty();
    }

    @Test
    void an_address_that_is_none_is_absent() {
        assertThat(fields("{'a': 'http://a b'}").address("a")).isEmpty();
    }

    @Test
    void lists_leave_out_what_does_not_belong() {
        Fields fields = fields("{'a': ['x', null, {}, 3], 'b': 'alone', 'c': [{'u': '1'}, 'no', null]}");

        assertThat(fields.texts("a")).containsExactly("x", "3");
        assertThat(fields.texts("b")).containsExactly("alone");
        assertThat(fields.list(it -> it.text("u").orElse(""), "c")).containsExactly("1");
        assertThat(fields.texts("d")).isEmpty();
    }

    @Test
    void entries_that_are_no_words_stand_as_json() {
        assertThat(fields("{'m': {'a': 'x', 'b': 2, 'c': {'d': true}, 'e': null}}")
                        .map("m"))
                .containsEntry("a", "x")
                .containsEntry("b", "2")
                .containsEntry("c", "{\"d\":true}")
                .doesNotContainKey("e");
    }

    private static Fields fields(String json) {
        return Fields.of(StreamTest.json(json.replace('\'', '"')));
    }
}
