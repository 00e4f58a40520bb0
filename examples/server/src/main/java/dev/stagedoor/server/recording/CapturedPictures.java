package dev.stagedoor.server.recording;

import dev.stagedoor.core.session.StreamId;

/** Takes pictures of a broadcast as they are captured. Called on a recording thread; may block. */
@FunctionalInterface
public interface CapturedPictures {
    /**
     * @param streamId which class
     * @param jpeg the picture
     */
    void captured(StreamId streamId, byte[] jpeg);
}
