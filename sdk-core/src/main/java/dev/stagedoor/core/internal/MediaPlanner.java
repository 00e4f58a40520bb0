package dev.stagedoor.core.internal;

import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.MediaCapabilities;
import dev.stagedoor.core.media.MediaPlan;
import dev.stagedoor.core.media.MediaPlan.Doer;
import dev.stagedoor.core.media.MediaPlan.Line;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says who does what with a provider. */
public final class MediaPlanner {
    private MediaPlanner() {}

    /**
     * @param provider a provider
     * @param recordings where recordings stay
     * @param retention how long they stay
     * @return the plan
     */
    public static MediaPlan plan(
            LiveInputProvider provider, Optional<RecordingProvider> recordings, RetentionPolicy retention) {
        MediaCapabilities can = provider.capabilities();
        return new MediaPlan(
                provider.name(),
                List.of(
                        recording(can, recordings),
                        replay(can, recordings),
                        counting(can),
                        signing(can),
                        revoking(can),
                        inputs(can),
                        deleting(can, retention)));
    }

    private static Line recording(MediaCapabilities can, Optional<RecordingProvider> recordings) {
        if (can.recordsWhip()) {
            return new Line("recording", Doer.PROVIDER, "broadcasts are recorded as they come in");
        }
        return recordings.isPresent()
                ? new Line(
                        "recording",
                        Doer.STAGEDOOR,
                        "by our recorder, kept by " + recordings.get().name())
                : new Line(
                        "recording",
                        Doer.NOBODY,
                        "WHIP broadcasts are not recorded; pass recordings(provider) to have replays");
    }

    private static Line replay(MediaCapabilities can, Optional<RecordingProvider> recordings) {
        if (can.hls()) {
            return new Line("replay", Doer.PROVIDER, "recordings are served by HLS");
        }
        return recordings.isPresent()
                ? new Line(
                        "replay",
                        Doer.STAGEDOOR,
                        "by HLS from " + recordings.get().name())
                : new Line("replay", Doer.NOBODY, "no HLS; replays stay closed");
    }

    private static Line counting(MediaCapabilities can) {
        return can.countsViewers()
                ? new Line(
                        "viewer counts", Doer.PROVIDER, "joins and leaves are reported; people are counted from them")
                : new Line("viewer counts", Doer.STAGEDOOR, "people are counted by the beats of their devices");
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

    private static Line deleting(MediaCapabilities can, RetentionPolicy retention) {
        Duration wanted = retention.replay();
        return can.shortestRetention()
                .filter(shortest -> shortest.compareTo(wanted) <= 0)
                .map(shortest -> new Line("deletion", Doer.PROVIDER, "after " + wanted.toDays() + " days"))
                .orElse(new Line("deletion", Doer.STAGEDOOR, "by the sweep, after " + wanted.toDays() + " days"));
    }
}
