package dev.stagedoor.server.pages;

/**
 * {@code /streams/{id}/watch}.
 *
 * @param frame what is around it
 * @param stream the class
 */
public record WatchPage(Frame frame, StreamCard stream) {}
