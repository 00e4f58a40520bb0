package dev.stagedoor.server.pages;

import java.util.List;

/**
 * {@code /workouts/{id}} for somebody who may not watch it.
 *
 * @param frame what is around it
 * @param workout the workout
 * @param description paragraphs
 * @param heading what stands in the way
 * @param text the gate's reason
 * @param label the one next step
 * @param target where it leads
 */
public record WorkoutPage(
        Frame frame,
        WorkoutCard workout,
        List<String> description,
        String heading,
        String text,
        String label,
        String target) {}
