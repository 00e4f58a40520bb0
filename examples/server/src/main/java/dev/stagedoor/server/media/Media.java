package dev.stagedoor.server.media;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.server.recording.Recorders;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What serves picture and sound: the embedded media server, or Cloudflare. */
public interface Media extends AutoCloseable {

    /** Where broadcasts arrive. */
    LiveInputProvider liveInputs();

    /** Where recordings stay. */
    RecordingProvider recordings();

    /** The recorders of this node. */
    Recorders recorders();

    /** The embedded media server, when that is what serves. */
    Optional<MediaServer> server();

    /** Whether people can be sent here. */
    boolean ready();

    /** What an operator should look at, a sentence each. */
    List<String> warnings();

    /** Other sites whose media our pages load, as scheme and authority. */
    Set<String> origins();

    /**
     * The file of a stored recording, when it is not kept by this server.
     *
     * @return the address, and whether there is one yet; empty when this server makes files itself
     */
    Optional<Download> download(AssetId id);

    /** A file at the provider: the address when it is made, nothing while it is being made. */
    record Download(Optional<URI> url) {}

    /** Begins to record for this platform. */
    void attach(StreamingPlatform platform);

    /** Looks for live classes to record at once. */
    void wake();

    /** Ends media first and recordings then. */
    @Override
    void close();
}
