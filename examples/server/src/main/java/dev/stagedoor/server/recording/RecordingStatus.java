package dev.stagedoor.server.recording;

import java.util.Locale;

/** How recording a class goes on this node. */
public enum RecordingStatus {
    /** Nothing is recorded: the class is not live, has no media yet, or recording is switched off. */
    OFF,
    /** Media is written to the disk. */
    RECORDING,
    /** A fault, such as a full disk, stopped the recording; the class goes on, and what was written before stays playable. */
    STOPPED;

    /** {@return the lower-case name, as in events} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
