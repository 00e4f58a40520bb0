package dev.stagedoor.server.pages;

import java.util.List;

/**
 * {@code /workouts}.
 *
 * @param frame what is around it
 * @param query what was searched for; empty when nothing
 * @param workouts the newest first
 * @param more where the rest is; empty when this is all
 */
public record WorkoutsPage(Frame frame, String query, List<WorkoutCard> workouts, String more) {}
