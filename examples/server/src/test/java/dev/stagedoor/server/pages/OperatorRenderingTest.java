package dev.stagedoor.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.pages.SamplePages.Sample;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.junit.jupiter.api.Test;

class OperatorRenderingTest {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private static String render(String name) {
        Sample sample = new SamplePages("/assets/v1").all().get(name);
        StringOutput html = new StringOutput();
        ENGINE.render(sample.template(), sample.page(), html);
        return html.toString();
    }

    @Test
    void each_payment_has_both_decisions_in_its_own_words() {
        assertThat(render("operator-payments"))
                .contains(">They were charged</a>", ">They were not charged</a>")
                .contains(">They were paid back</a>", ">They were not paid back</a>")
                .contains("an…@example.com", "20 tokens", "47 minutes ago", "46 minutes ago")
                .contains("<code>…6a7b8c9d</code>");
    }

    @Test
    void an_empty_list_says_so() {
        assertThat(render("operator-payments-empty"))
                .contains("Nothing waits for you")
                .doesNotContain("<table");
    }

    @Test
    void hostile_names_titles_and_outcomes_are_text_and_nothing_else() {
        assertThat(render("operator-payments") + render("operator-decision-hostile"))
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert")
                .doesNotContain("\" onload=");
    }

    @Test
    void the_transaction_is_asked_for_only_where_tokens_have_moved() {
        assertThat(render("operator-decision")).contains("name=\"transactionId\"");
        assertThat(render("operator-decision-refund")).doesNotContain("name=\"transactionId\"");
    }

    @Test
    void an_address_is_shortened() {
        assertThat(WaitingPayments.shortened("anabel@example.com")).isEqualTo("an…@example.com");
        assertThat(WaitingPayments.shortened("ana@example.com")).isEqualTo("a…@example.com");
        assertThat(WaitingPayments.shortened("a@example.com")).isEqualTo("a…@example.com");
    }
}
