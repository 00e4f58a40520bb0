package dev.stagedoor.core.access;

import java.util.List;

/**
 * A verdict with all its reasons.
 *
 * @param verdict the gate's word
 * @param reasons at least one; the deciding one last
 */
public record AccessExplanation(Verdict verdict, List<Reason> reasons) {
    /** Copies the reasons. */
    public AccessExplanation {
        reasons = List.copyOf(reasons);
    }

    /**
     * @param door where somebody stands
     * @return whether it opens
     */
    public boolean opens(Door door) {
        return switch (door) {
            case PAGE, CHAT, THUMBNAIL -> verdict != Verdict.DENIED;
            case WHEP -> verdict == Verdict.WATCH_LIVE;
            case HLS -> verdict == Verdict.WATCH_REPLAY;
        };
    }

    /**
     * @param code a reason
     * @return whether it is among the reasons
     */
    public boolean has(Reason.Code code) {
        return reasons.stream().anyMatch(reason -> reason.code() == code);
    }
}
