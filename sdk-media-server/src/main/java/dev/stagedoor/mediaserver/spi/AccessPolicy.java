package dev.stagedoor.mediaserver.spi;

/**
 * Decides who may publish and who may watch. Called on the HTTP server's threads, several at once; it may block. An
 * exception is answered with 500 and lets nobody in.
 */
public interface AccessPolicy {

    /** May the holder of this credential broadcast? */
    Admission admitBroadcast(AdmissionRequest request);

    /** May the holder of this credential watch? */
    Admission admitViewer(AdmissionRequest request);
}
