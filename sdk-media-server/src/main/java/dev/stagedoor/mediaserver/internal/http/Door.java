package dev.stagedoor.mediaserver.internal.http;

/** The two doors of the server. */
public enum Door {
    WHIP,
    WHEP
}
