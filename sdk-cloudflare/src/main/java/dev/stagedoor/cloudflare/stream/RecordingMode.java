package dev.stagedoor.cloudflare.stream;

/** Whether RTMPS and SRT broadcasts are recorded; WHIP broadcasts never are, whatever the mode. */
public enum RecordingMode {
    /** Neither recording nor HLS or DASH, not even live. */
    OFF("off"),
    /** Recorded, and played by HLS and DASH while live. */
    AUTOMATIC("automatic"),
    /** A mode that this client does not know, or none told; never sent. */
    OTHER("");

    final String word;

    RecordingMode(String word) {
        this.word = word;
    }

    static RecordingMode of(String word) {
        return word.equals(OFF.word) ? OFF : word.equals(AUTOMATIC.word) ? AUTOMATIC : OTHER;
    }
}
