package dev.stagedoor.core.access;

/** Where somebody stands when the gate is asked. */
public enum Door {
    /** The watch page. */
    PAGE,
    /** Live media. */
    WHEP,
    /** The recording. */
    HLS,
    /** Reading and writing chat. */
    CHAT,
    /** Private pictures of the class. */
    THUMBNAIL
}
