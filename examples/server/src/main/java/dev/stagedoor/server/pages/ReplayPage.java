package dev.stagedoor.server.pages;

import java.util.List;
import java.util.Optional;

/**
 * The player of a recording: {@code /streams/{id}/watch} of a class that is over, and {@code /workouts/{id}}.
 *
 * @param frame what is around it
 * @param workout whether it is a workout
 * @param key what the position is remembered by
 * @param title its title
 * @param instructor who teaches
 * @param length for example {@code 45 min}
 * @param picture its picture
 * @param drawn which drawn stage stands in until the picture is there
 * @param description paragraphs
 * @param until when access ends; empty when it does not
 */
public record ReplayPage(
        Frame frame,
        boolean workout,
        String key,
        String title,
        String instructor,
        String length,
        String picture,
        int drawn,
        List<String> description,
        Optional<When> until) {

    /** What the player asks for a ticket. */
    public String watchUrl() {
        return (workout ? "/api/workouts/" : "/api/streams/") + key + "/watch";
    }

    /** Where the player is. */
    public String here() {
        return workout ? "/workouts/" + key : "/streams/" + key + "/watch";
    }

    /** Where the way back leads. */
    public String back() {
        return workout ? "/workouts" : "/streams/" + key;
    }

    /** What the way back is called. */
    public String backLabel() {
        return workout ? "Back to the workouts" : "Back to the class page";
    }
}
