package dev.stagedoor.mediaserver.spi;

/** Where the copies of one live input come from. May be used from any thread. */
public interface TapFeed {

    /** The live input. */
    String liveInputId();

    /**
     * Asks the publisher for a key frame, within 20 ms and no more often than it can bear: calls that come faster are merged.
     * Some publishers never listen. After the live input is over nothing happens.
     */
    void requestKeyFrame();
}
