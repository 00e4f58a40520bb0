package dev.stagedoor.server.pages;

import java.util.Optional;

/**
 * A class in a list.
 *
 * @param id the class
 * @param title its title
 * @param instructor who teaches
 * @param badge its state
 * @param when its start, or its end when it is over
 * @param length for example {@code 45 min}
 * @param price for example {@code 20 tokens}
 * @param seats for example {@code 4 seats left}; empty when there is no limit
 * @param full whether no seat is left
 * @param viewers people watching now
 * @param thumbnailUrl its picture
 * @param replayUntil until when the replay can be watched; empty when there is none
 * @param yours whether the reader has a seat
 */
public record StreamCard(
        String id,
        String title,
        String instructor,
        Badge badge,
        When when,
        String length,
        String price,
        String seats,
        boolean full,
        int viewers,
        Optional<String> thumbnailUrl,
        Optional<When> replayUntil,
        boolean yours) {

    /** The class's page. */
    public String href() {
        return "/streams/" + id;
    }

    /** Which drawn stage stands in for a picture. */
    public int picture() {
        return Words.picture(id);
    }
}
