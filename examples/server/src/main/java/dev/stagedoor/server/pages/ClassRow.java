package dev.stagedoor.server.pages;

/**
 * A class in the instructor's list.
 *
 * @param id the class
 * @param title its title
 * @param badge its state
 * @param when its start
 * @param length for example {@code 45 min}
 * @param price for example {@code 20 tokens}
 * @param seats for example {@code 12 of 20}
 * @param revenue tokens earned
 * @param peak the most people at once
 * @param recording what became of the recording; empty when there is nothing to say
 * @param downloadable whether its recording can be downloaded
 * @param step the next step
 * @param mayEdit whether it can still be changed
 * @param mayCancel whether it can still be called off
 * @param mayDelete whether it can be deleted now
 * @param cancelConsequence what calling it off does
 * @param deleteConsequence what deleting it does
 */
public record ClassRow(
        String id,
        String title,
        Badge badge,
        When when,
        String length,
        String price,
        String seats,
        long revenue,
        int peak,
        String recording,
        boolean downloadable,
        Step step,
        boolean mayEdit,
        boolean mayCancel,
        boolean mayDelete,
        String cancelConsequence,
        String deleteConsequence) {

    /**
     * The one strong button of a row.
     *
     * @param label what it does
     * @param href where it leads
     * @param urgent whether it is about being on air now
     */
    public record Step(String label, String href, boolean urgent) {}

    /** Where this class's studio pages are. */
    public String base() {
        return "/instructor/streams/" + id;
    }
}
