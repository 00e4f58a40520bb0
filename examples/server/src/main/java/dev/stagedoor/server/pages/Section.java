package dev.stagedoor.server.pages;

/** Where in the site a page belongs: which entry of the navigation is the current one. */
public enum Section {
    /** Classes to browse. */
    STREAMS,
    /** The catalog. */
    WORKOUTS,
    /** The signed-in person's own page. */
    ME,
    /** The instructor's area. */
    STUDIO,
    /** Anything else. */
    NONE
}
