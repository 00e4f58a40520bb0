package dev.stagedoor.core.access;

/** The gate's word. */
public enum Verdict {
    /** The class is live and this person may watch. */
    WATCH_LIVE,
    /** The class is over and this person may watch the recording. */
    WATCH_REPLAY,
    /** This person has a seat, but there is nothing to watch at this moment. */
    WAIT,
    /** Closed. */
    DENIED
}
