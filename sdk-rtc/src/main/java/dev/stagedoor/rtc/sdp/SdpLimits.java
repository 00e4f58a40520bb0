package dev.stagedoor.rtc.sdp;

/** Bounds on what is parsed, so that a hostile peer costs little. */
public final class SdpLimits {
    /** Largest description or fragment, in characters. */
    public static final int MAX_LENGTH = 128 * 1024;
    /** Most lines. */
    public static final int MAX_LINES = 4_000;
    /** Most {@code m=} sections. */
    public static final int MAX_MEDIA = 32;
    /** Most candidates kept per section; further ones are dropped. */
    public static final int MAX_CANDIDATES = 64;
    /** Most payload types per section. */
    public static final int MAX_FORMATS = 128;
    /** Most header extensions per section. */
    public static final int MAX_EXTENSIONS = 64;

    private SdpLimits() {}
}
