package dev.stagedoor.core.catalog;

/** Who may watch workouts besides those who had a seat in the class, and its instructor, who always may. */
public enum CatalogAccessPolicy {
    /** Nobody else. */
    SEAT_HOLDERS,
    /** Everybody who is signed in. */
    MEMBERS,
    /** Everybody. */
    EVERYBODY
}
