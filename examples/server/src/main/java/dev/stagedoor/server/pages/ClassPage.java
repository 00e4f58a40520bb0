package dev.stagedoor.server.pages;

import java.util.List;
import java.util.Optional;

/**
 * {@code /streams/{id}}.
 *
 * @param frame what is around it
 * @param stream the class
 * @param description paragraphs
 * @param elsewhere the clock in the instructor's own zone, when it shows another time; else empty
 * @param step the one button
 * @param price what the page says the seat costs
 * @param balance the reader's tokens, when signed in
 * @param seatMayBeCancelled whether the reader's seat can be given back now
 * @param refundRules one sentence; empty when no seat can be taken or given back any more
 * @param calendarUrl where the calendar entry is
 * @param idempotencyKey makes a second press of the pay button harmless
 */
public record ClassPage(
        Frame frame,
        StreamCard stream,
        List<String> description,
        String elsewhere,
        NextStep step,
        long price,
        Optional<Long> balance,
        boolean seatMayBeCancelled,
        String refundRules,
        Optional<String> calendarUrl,
        String idempotencyKey) {}
