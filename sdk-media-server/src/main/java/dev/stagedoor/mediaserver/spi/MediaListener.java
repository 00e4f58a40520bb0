package dev.stagedoor.mediaserver.spi;

/**
 * Hears what happens to live inputs. Called on one thread at a time, in the order in which things happened, never on the media
 * thread. A listener that throws is logged and called again next time.
 */
public interface MediaListener {

    /** A publisher finished its DTLS handshake. */
    default void publisherConnected(String liveInputId) {}

    /** The first packet of a broadcast, or of its return after {@link #publisherLost}, was forwarded. */
    default void mediaFlowing(String liveInputId) {}

    /** A publisher went away or fell silent; viewers stay until the grace period is over. */
    default void publisherLost(String liveInputId) {}

    /** The grace period passed without media, or the live input was ended: its viewers are cut off. */
    default void liveInputGone(String liveInputId) {}

    /** A viewer's device is connected. {@code people} counts persons who watch now, not their devices. */
    default void viewerJoined(String liveInputId, String person, String device, int people) {}

    /** A viewer's device is gone. {@code people} counts persons who still watch. */
    default void viewerLeft(String liveInputId, String person, String device, int people) {}
}
