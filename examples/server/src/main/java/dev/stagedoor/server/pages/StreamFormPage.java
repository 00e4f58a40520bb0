package dev.stagedoor.server.pages;

import java.util.List;
import java.util.Optional;

/**
 * {@code /instructor/streams/create} and {@code /instructor/streams/{id}/edit}.
 *
 * @param frame what is around it
 * @param editing the class that is edited; empty when a new one is made
 * @param form what was typed
 * @param zones the zones to choose from
 * @param wordsOnly whether only title and description can still change
 * @param paidSeats how many people have paid for this class
 * @param idempotencyKey makes sending twice harmless
 */
public record StreamFormPage(
        Frame frame,
        Optional<String> editing,
        Form form,
        List<String> zones,
        boolean wordsOnly,
        int paidSeats,
        String idempotencyKey) {

    /** Where the form goes. */
    public String action() {
        return editing.map(id -> "/instructor/streams/" + id + "/edit").orElse("/instructor/streams/create");
    }
}
