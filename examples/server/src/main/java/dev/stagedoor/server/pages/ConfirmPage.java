package dev.stagedoor.server.pages;

/**
 * Asks once, in words, before something that cannot be taken back.
 *
 * @param frame what is around it
 * @param heading the question
 * @param consequence what will happen
 * @param confirm the label of the dangerous button
 * @param action where it goes
 * @param back where the other one goes
 */
public record ConfirmPage(
        Frame frame, String heading, String consequence, String confirm, String action, String back) {}
