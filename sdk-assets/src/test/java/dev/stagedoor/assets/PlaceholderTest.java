package dev.stagedoor.assets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlaceholderTest {
    @Test
    void a_short_title_is_one_line() {
        assertThat(lines("Morning yoga")).containsExactly("Morning yoga");
    }

    @Test
    void a_long_title_wraps_between_words() {
        List<String> lines = lines("Gentle morning yoga for everybody who sits too much at a desk");

        assertThat(lines).hasSizeBetween(2, 4);
        assertThat(String.join(" ", lines)).isEqualTo("Gentle morning yoga for everybody who sits too much at a desk");
    }

    @Test
    void a_long_german_word_is_broken_and_nothing_is_lost() {
        String word = "Rückenschmerzvorbeugungsgymnastikaufbaukursfortsetzungstermin";

        assertThat(lines(word)).hasSizeGreaterThan(1);
        assertThat(String.join("", lines(word))).isEqualTo(word);
    }

    @Test
    void an_endless_title_ends_with_an_ellipsis_after_four_lines() {
        List<String> lines = lines("yoga ".repeat(200));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(3)).endsWith("…");
    }

    @Test
    void a_script_without_spaces_wraps_too() {
        String title = "朝のやさしいヨガと深い呼吸の時間そして夜の静かな瞑想";

        assertThat(lines(title)).hasSizeGreaterThan(1);
        assertThat(String.join("", lines(title))).isEqualTo(title);
    }

    @Test
    void a_title_is_set_the_way_its_script_goes() {
        assertThat(texts("יוגה בבוקר").get(0).getAttribute("direction")).isEqualTo("rtl");
        assertThat(texts("يوغا الصباح").get(0).getAttribute("direction")).isEqualTo("rtl");
        assertThat(texts("7 יוגה").get(0).getAttribute("direction")).isEqualTo("rtl");
        assertThat(texts("Yoga יוגה").get(0).getAttribute("direction")).isEqualTo("ltr");
        assertThat(texts("123").get(0).getAttribute("direction")).isEqualTo("ltr");
    }

    @Test
    void a_title_is_text_and_no_markup() {
        String title = "</text><script>alert('x')</script> & \"y\"";

        assertThat(String.join("", lines(title))).isEqualToIgnoringWhitespace(title.replace(" ", ""));
        assertThat(parsed(title).getElementsByTagName("script").getLength()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u0000\u0007",
                "\ud83d",
                "\udc00x",
                "\u202eevil",
                "\ufffe",
                "]]>",
                "a\nb\tc",
                "👩‍👩‍👧‍👦"
            })
    void any_text_makes_a_picture(String title) {
        assertThat(parsed(title).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(Placeholder.svg(title)).doesNotContain("\u202e", "\u0000");
    }

    @Test
    void the_colour_that_means_live_is_not_used() {
        assertThat(Placeholder.svg("Yoga"))
                .contains("#14110f", "#faf7f2")
                .doesNotContainIgnoringCase("amber", "#f5a", "#ffb");
    }

    private static List<String> lines(String title) {
        return texts(title).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> texts(String title) {
        NodeList nodes = parsed(title).getElementsByTagName("text");
        List<Element> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add((Element) nodes.item(i));
        }
        return texts;
    }

    private static Document parsed(String title) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(Placeholder.svg(title).getBytes(UTF_8)));
        } catch (Exception broken) {
            throw new AssertionError(Placeholder.svg(title), broken);
        }
    }
}
