package dev.stagedoor.server.pages;

/**
 * {@code /instructor/streams/{id}/broadcast}.
 *
 * @param frame what is around it
 * @param stream the class
 * @param seats seats sold
 * @param whipUrl where the broadcast goes
 * @param broadcastKey the bearer for it
 */
public record BroadcastPage(Frame frame, StreamCard stream, int seats, String whipUrl, String broadcastKey) {}
