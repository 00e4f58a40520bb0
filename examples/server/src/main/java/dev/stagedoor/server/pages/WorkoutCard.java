package dev.stagedoor.server.pages;

/**
 * A workout in the catalog.
 *
 * @param id the workout
 * @param title its title
 * @param instructor who teaches; may be empty
 * @param length for example {@code 45 min}
 */
public record WorkoutCard(String id, String title, String instructor, String length) {

    /** The workout's page. */
    public String href() {
        return "/workouts/" + id;
    }

    /** Its picture. */
    public String picture() {
        return "/workouts/" + id + "/thumbnail";
    }

    /** Which drawn stage stands in until the picture is there. */
    public int drawn() {
        return Words.picture(id);
    }
}
