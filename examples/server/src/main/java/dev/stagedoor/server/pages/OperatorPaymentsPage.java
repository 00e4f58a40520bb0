package dev.stagedoor.server.pages;

import java.util.List;

/**
 * {@code /operator/payments}.
 *
 * @param frame what is around it
 * @param payments those that only a person can decide, the oldest first
 * @param more whether more wait than are shown
 * @param decisions what was decided, the latest first
 */
public record OperatorPaymentsPage(
        Frame frame, List<WaitingPayment> payments, boolean more, List<TakenDecision> decisions) {}
