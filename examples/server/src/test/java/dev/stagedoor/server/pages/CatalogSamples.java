package dev.stagedoor.server.pages;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalog and the player of recordings, as people meet them. */
final class CatalogSamples {
    private static final String ID = "0190a000-0000-7000-8000-0000000000c7";

    private final SamplePages samples;

    CatalogSamples(SamplePages samples) {
        this.samples = samples;
    }

    void addTo(Map<String, SamplePages.Sample> pages) {
        pages.put(
                "workouts",
                page("workouts.jte", new WorkoutsPage(samples.anonymous(), "", cards(), "/workouts?cursor=x")));
        pages.put("workouts-empty", page("workouts.jte", new WorkoutsPage(samples.anonymous(), "", List.of(), "")));
        pages.put(
                "workouts-none", page("workouts.jte", new WorkoutsPage(samples.anonymous(), "tai chi", List.of(), "")));
        pages.put(
                "workout-closed",
                page(
                        "workout.jte",
                        new WorkoutPage(
                                samples.anonymous(),
                                card("Morning yoga"),
                                List.of("Slow, and for everybody."),
                                "Did you have a seat?",
                                "Sign in to watch.",
                                "Sign in",
                                "/login?next=/workouts/" + ID)));
        pages.put("workout", page("replay.jte", replay(true)));
        pages.put("replay", page("replay.jte", replay(false)));
    }

    private static SamplePages.Sample page(String template, Object model) {
        return new SamplePages.Sample(template, model);
    }

    private static WorkoutCard card(String title) {
        return new WorkoutCard(ID, title, "Mara Lindqvist", "45 min");
    }

    private static List<WorkoutCard> cards() {
        return List.of(
                card("Morning yoga"),
                card("Donaudampfschifffahrtsgesellschaftskapitänsgymnastik für Fortgeschrittene"),
                card("תרגול בוקר"));
    }

    private ReplayPage replay(boolean workout) {
        return new ReplayPage(
                samples.member(),
                workout,
                ID,
                "Morning yoga",
                "Mara Lindqvist",
                "45 min",
                "/streams/" + ID + "/thumbnail",
                2,
                List.of("Slow, and for everybody."),
                workout ? Optional.empty() : Optional.of(SamplePages.at(Duration.ofDays(6))));
    }
}
