package dev.stagedoor.core.internal;

import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.MediaCapabilities;
import dev.stagedoor.core.media.MediaPlan;
import dev.stagedoor.core.media.MediaPlan.Doer;
import dev.stagedoor.core.media.MediaPlan.Line;
import dev.stagedoor.core.retention.RetentionDates;
import java.time.Duration;
import java.util.List;

/** Says who does what with a provider. */
public final class MediaPlanner {
    private MediaPlanner() {}

    /**
     * @param provider a provider
     * @return the plan
     */
    public static MediaPlan plan(LiveInputProvider provider) {
        MediaCapabilities can = provider.capabilities();
        return new MediaPlan(
                provider.name(),
                List.of(
                        recording(can),
                        replay(can),
                        counting(can),
                        signing(can),
                        revoking(can),
                        inputs(can),
                        deleting(can)));
    }

    private static Line recording(MediaCapabilities can) {
        return can.recordsWhip()
                ? new Line("recording", Doer.PROVIDER, "broadcasts are recorded as they come in")
                : new Line(
                        "recording",
                        Doer.NOBODY,
                        "WHIP broadcasts are not recorded; attach a recorder to have replays");
    }

    private static Line replay(MediaCapabilities can) {
        return can.hls()
                ? new Line("replay", Doer.PROVIDER, "recordings are served by HLS")
                : new Line("replay", Doer.NOBODY, "no HLS; replays stay closed");
    }

    private static Line counting(MediaCapabilities can) {
        return can.countsViewers()
                ? new Line(
                        "viewer counts", Doer.PROVIDER, "joins and leaves are reported; people are counted from them")
                : new Line("viewer counts", Doer.STAGEDOOR, "people are counted by the tickets of their devices");
    }

    private static Line signing(MediaCapabilities can) {
        return can.signedPlayback()
                ? new Line("signed watching", Doer.PROVIDER, "short-lived tickets, one per device")
                : new Line("signed watching", Doer.NOBODY, "whoever learns the watch URL can watch");
    }

    private static Line revoking(MediaCapabilities can) {
        return can.revokesViewers()
                ? new Line("cutting off", Doer.PROVIDER, "one viewer is cut off at once")
                : new Line(
                        "cutting off",
                        Doer.STAGEDOOR,
                        "no new tickets; a running connection lasts until the broadcast ends");
    }

    private static Line inputs(MediaCapabilities can) {
        return can.remembersLiveInputs()
                ? new Line("live inputs", Doer.PROVIDER, "kept over restarts")
                : new Line("live inputs", Doer.STAGEDOOR, "made again at each start");
    }

    private static Line deleting(MediaCapabilities can) {
        Duration wanted = RetentionDates.REPLAY;
        return can.shortestRetention()
                .filter(shortest -> shortest.compareTo(wanted) <= 0)
                .map(shortest -> new Line("deletion", Doer.PROVIDER, "after " + wanted.toDays() + " days"))
                .orElse(new Line("deletion", Doer.STAGEDOOR, "by the sweep, after " + wanted.toDays() + " days"));
    }
}
