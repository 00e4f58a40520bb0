package dev.stagedoor.core.audience;

import dev.stagedoor.core.access.AccessExplanation;

/** What became of a device's beat. */
public sealed interface BeatResult {
    /**
     * The device is counted.
     *
     * @param audience who watches now
     */
    record Counted(AudienceCount audience) implements BeatResult {}

    /**
     * The right to watch is gone, so the device counts as left and has to stop.
     *
     * @param explanation the gate's answer
     */
    record Denied(AccessExplanation explanation) implements BeatResult {}

    /** There is no such device of that person, or its place went to another one: it has to be admitted again. */
    record Unknown() implements BeatResult {}
}
