package dev.stagedoor.rtc;

import dev.stagedoor.rtc.ice.IceEvent;
import dev.stagedoor.rtc.ice.IceTimer;

/** The agent's words in the transport's. */
final class IceEvents {
    private IceEvents() {}

    static RtcEvent forShell(IceEvent event) {
        if (event instanceof IceEvent.StateChanged changed) {
            return new RtcEvent.IceStateChanged(changed.state());
        }
        if (event instanceof IceEvent.PathAuthenticated authenticated) {
            return new RtcEvent.PathAuthenticated(authenticated.path());
        }
        if (event instanceof IceEvent.PathRetired retired) {
            return new RtcEvent.PathRetired(retired.path());
        }
        if (event instanceof IceEvent.PathSelected selected) {
            return new RtcEvent.PathSelected(selected.path());
        }
        return event instanceof IceEvent.ConsentExpired
                ? new RtcEvent.ConsentExpired()
                : new RtcEvent.ConsentRestored();
    }

    static Deadline.Reason reason(IceTimer.Reason reason) {
        return switch (reason) {
            case NONE -> Deadline.Reason.NONE;
            case CHECK -> Deadline.Reason.ICE_CHECK;
            case TIMEOUT -> Deadline.Reason.ICE_TIMEOUT;
            case CONSENT_CHECK -> Deadline.Reason.CONSENT_CHECK;
            case CONSENT_EXPIRY -> Deadline.Reason.CONSENT_EXPIRY;
        };
    }
}
