package dev.stagedoor.cloudflare.stream;

/** How far a video is: {@code PENDING_UPLOAD → (DOWNLOADING) → QUEUED → IN_PROGRESS → READY | ERROR}; a broadcast is {@code LIVE_IN_PROGRESS} first. */
public enum VideoState {
    PENDING_UPLOAD("pendingupload"),
    DOWNLOADING("downloading"),
    QUEUED("queued"),
    IN_PROGRESS("inprogress"),
    /** All qualities are there; {@link Video#readyToStream} is true earlier. */
    READY("ready"),
    ERROR("error"),
    /** Being broadcast, or just over: it cannot be deleted yet. */
    LIVE_IN_PROGRESS("live-inprogress"),
    /** A state that this client does not know, or none told; never sent. */
    OTHER("");

    final String word;

    VideoState(String word) {
        this.word = word;
    }

    static VideoState of(String word) {
        for (VideoState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        return OTHER;
    }
}
