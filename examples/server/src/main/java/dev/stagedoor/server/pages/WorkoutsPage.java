package dev.stagedoor.server.pages;

/**
 * {@code /workouts}.
 *
 * @param frame what is around it
 */
public record WorkoutsPage(Frame frame) {}
