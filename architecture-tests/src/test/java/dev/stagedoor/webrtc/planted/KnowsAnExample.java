package dev.stagedoor.webrtc.planted;

/** Planted: the build must report it. */
public final class KnowsAnExample {
    dev.stagedoor.server.planted.SomeExample example;
}
