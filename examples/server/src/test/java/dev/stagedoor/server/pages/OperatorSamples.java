package dev.stagedoor.server.pages;

import dev.stagedoor.server.pages.OperatorDecisionPage.Decision;
import dev.stagedoor.server.pages.OperatorDecisionPage.Ids;
import dev.stagedoor.server.pages.SamplePages.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator's pages in every state, from made-up data. */
final class OperatorSamples {
    private static final String ID = "018f3c2a-5b7e-7c31-9d50-2f1e6a7b8c9d";

    private final SamplePages around;

    OperatorSamples(SamplePages around) {
        this.around = around;
    }

    void addTo(Map<String, Sample> pages) {
        Frame frame = around.anonymous();
        pages.put("operator-login", new Sample("operatorLogin.jte", login(frame, Form.empty())));
        pages.put("operator-login-wrong", new Sample("operatorLogin.jte", login(frame, wrongSecret())));
        pages.put(
                "operator-payments",
                new Sample(
                        "operatorPayments.jte",
                        new OperatorPaymentsPage(frame, List.of(seat(), refund(), hostile()), true, decisions())));
        pages.put(
                "operator-payments-empty",
                new Sample("operatorPayments.jte", new OperatorPaymentsPage(frame, List.of(), false, List.of())));
        pages.put("operator-decision", new Sample("operatorDecision.jte", decision(frame, Form.empty())));
        pages.put("operator-decision-wrong", new Sample("operatorDecision.jte", decision(frame, wrongDecision())));
        pages.put(
                "operator-decision-refund",
                new Sample(
                        "operatorDecision.jte",
                        new OperatorDecisionPage(
                                frame,
                                refund(),
                                Decision.NOT_MOVED,
                                "The refund is still owed to Ben. The token API takes no refunds from here, so it stays on the list until somebody makes it there.",
                                new Ids(ID, ID, "tx-17"),
                                Form.empty())));
        pages.put(
                "operator-decision-hostile",
                new Sample(
                        "operatorDecision.jte",
                        new OperatorDecisionPage(
                                frame,
                                hostile(),
                                Decision.MOVED,
                                SamplePages.HOSTILE,
                                new Ids(ID, ID, SamplePages.HOSTILE),
                                Form.of(Map.of("decidedBy", SamplePages.HOSTILE)))));
    }

    private static List<TakenDecision> decisions() {
        String unknown = "Not known: the connection was lost";
        return List.of(
                decision(seat(), true, "tx-9", "Olga", unknown),
                decision(refund(), false, "", "Olga with a rather long second and third name", ""),
                decision(hostile(), true, SamplePages.HOSTILE, SamplePages.HOSTILE, SamplePages.HOSTILE));
    }

    private static TakenDecision decision(
            WaitingPayment payment, boolean moved, String transaction, String by, String known) {
        return new TakenDecision(
                payment,
                moved,
                transaction,
                by,
                "operator page, pass 1f0c9a3e",
                "2001:db8::17",
                SamplePages.at(Duration.ofMinutes(-12)),
                known);
    }

    private static OperatorLoginPage login(Frame frame, Form form) {
        return new OperatorLoginPage(frame, "/operator/payments", form);
    }

    private static Form wrongSecret() {
        return Form.empty()
                .withErrors(List.of(new Form.Error("secret", "This is not the operator secret.")))
                .withProblem("The page stays closed.");
    }

    private static OperatorDecisionPage decision(Frame frame, Form form) {
        return new OperatorDecisionPage(
                frame,
                seat(),
                Decision.MOVED,
                "The seat in “Morning yoga: wake the spine” becomes Ana’s, with a receipt, and nothing is charged again. This cannot be taken back.",
                new Ids(ID, ID, ""),
                form);
    }

    private static Form wrongDecision() {
        return Form.of(Map.of("decidedBy", "Olga"))
                .withErrors(List.of(
                        new Form.Error("transactionId", "Enter the transaction’s id, at most 200 characters.")));
    }

    private static WaitingPayment seat() {
        return payment(
                false,
                "Ana",
                "Morning yoga: wake the spine",
                "The charge was sent, and whether it went through is not known. A call was made and its outcome is not known; the provider cannot be asked. Taken up 1 time so far.");
    }

    private static WaitingPayment refund() {
        return payment(
                true,
                "Ben",
                SamplePages.LONG_WORD,
                "These tokens are owed back. The provider makes no refunds. Taken up 2 times so far.");
    }

    private static WaitingPayment hostile() {
        return payment(false, SamplePages.HOSTILE, SamplePages.HOSTILE, SamplePages.HOSTILE);
    }

    private static WaitingPayment payment(boolean refund, String person, String title, String story) {
        return new WaitingPayment(
                ID,
                refund,
                person,
                "an…@example.com",
                title,
                "20 tokens",
                SamplePages.at(Duration.ofMinutes(-47)),
                SamplePages.at(Duration.ofMinutes(-46)),
                story);
    }
}
