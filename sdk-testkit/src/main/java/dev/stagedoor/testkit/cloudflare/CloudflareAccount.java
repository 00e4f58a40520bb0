package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One account: all its state behind one lock. Whoever looks first carries out what the clock has made due; what changed is written before the
 * lock is given back. Safe for use by many threads.
 */
final class CloudflareAccount implements MediaState {
    private final Object lock = new Object();
    private final Ground ground;
    private final Inputs inputs;
    private final Videos videos;
    private final VideoViews views;
    private final Broadcasts broadcasts;
    private final Uploads uploads;
    private final Keys keys;
    private final Hooks hooks;
    private final Notifications notifications;
    private final List<String> toCut = new ArrayList<>();
    private volatile Consumer<String> cutter = uid -> {};

    CloudflareAccount(Ground ground) {
        this.ground = ground;
        inputs = new Inputs(ground);
        videos = new Videos(ground);
        views = new VideoViews(ground, videos);
        broadcasts = new Broadcasts(ground, videos);
        uploads = new Uploads(ground, videos);
        keys = new Keys(ground);
        hooks = new Hooks(ground);
        notifications = new Notifications(ground, hooks);
    }

    /** Who ends WHIP broadcasts; called without the lock. */
    void cutWith(Consumer<String> cut) {
        cutter = cut;
    }

    /** Runs with the lock, after what is due and before what changed is written. */
    <T> T locked(Supplier<T> work) {
        try {
            synchronized (lock) {
                try {
                    catchUp();
                    return work.get();
                } finally {
                    ground.store().save();
                }
            }
        } finally {
            cutWhatMustBe();
        }
    }

    void locked(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    private void cutWhatMustBe() {
        List<String> now;
        synchronized (lock) {
            now = List.copyOf(toCut);
            toCut.clear();
        }
        now.forEach(cutter);
    }

    private void catchUp() {
        Instant now = ground.now();
        for (ObjectNode video : videos.all()) {
            VideoStatus status = videos.status(video);
            if (status.isFinal() && !video.path("announced").asBoolean()) {
                video.put("announced", true);
                hooks.announce(views.view(video));
            }
            if (Values.optionalInstant(video.path("scheduledDeletion"))
                            .filter(at -> !at.isAfter(now))
                            .isPresent()
                    && !status.state().equals("live-inprogress")) {
                videos.delete(video);
            }
        }
    }

    /** Ends whatever is broadcast to this input: by RTMPS now, by WHIP as soon as the lock is given back. */
    void cut(ObjectNode input) {
        String uid = input.path("uid").asText();
        if (broadcasts.cut(input)) {
            notifications.raise(uid, "live_input.disconnected", Optional.empty());
        }
        toCut.add(uid);
    }

    /** Whether something that was asked for at this time is made. */
    boolean encodedSince(JsonNode since) {
        return encodedPercent(since) >= 100;
    }

    double encodedPercent(JsonNode since) {
        double passed = Duration.between(Values.instant(since), ground.now()).toMillis();
        long needed = ground.encoding().toMillis();
        return passed >= needed ? 100 : Math.max(0, 100 * passed / needed);
    }

    Ground ground() {
        return ground;
    }

    Inputs inputs() {
        return inputs;
    }

    Videos videos() {
        return videos;
    }

    VideoViews views() {
        return views;
    }

    Broadcasts broadcasts() {
        return broadcasts;
    }

    Uploads uploads() {
        return uploads;
    }

    Keys keys() {
        return keys;
    }

    Hooks hooks() {
        return hooks;
    }

    Notifications notifications() {
        return notifications;
    }

    @Override
    public Optional<InputView> inputByPublishSecret(String secret) {
        return locked(() -> inputs.byPublishSecret(secret).map(this::inputView));
    }

    @Override
    public Optional<InputView> input(String uid) {
        return locked(() -> ground.store().find(Shelf.INPUTS, uid).map(this::inputView));
    }

    private InputView inputView(ObjectNode input) {
        return new InputView(
                input.path("uid").asText(),
                input.path("enabled").asBoolean(),
                input.path("recording").path("requireSignedURLs").asBoolean(),
                broadcasts.current(input).map(it -> it.path("uid").asText()));
    }

    @Override
    public Optional<VideoView> video(String uid) {
        return locked(() -> videos.find(uid).map(this::videoView));
    }

    private VideoView videoView(ObjectNode video) {
        VideoStatus status = videos.status(video);
        Optional<Path> file = video.has("file")
                ? Optional.of(ground.store().file(video.path("file").asText()))
                : Optional.empty();
        return new VideoView(
                video.path("uid").asText(),
                status.state(),
                status.playable(),
                video.path("requireSignedURLs").asBoolean(),
                file);
    }

    @Override
    public Optional<PublicKey> signingKey(String kid) {
        return locked(() -> keys.publicKey(kid));
    }

    @Override
    public boolean keyOfTokenEndpoint(String kid) {
        return locked(() -> keys.isService(kid));
    }

    /** Changes nothing: whether WHIP moves an input's {@code status} is not known. [U] */
    @Override
    public void publisherConnected(String inputUid) {}

    /** Changes nothing, see {@link #publisherConnected}. */
    @Override
    public void publisherGone(String inputUid) {}

    @Override
    public void watched(String uid, Duration time) {
        locked(() -> {
            String date = LocalDate.ofInstant(ground.now(), ZoneOffset.UTC).toString();
            String key = uid + "|" + date;
            ObjectNode minutes = ground.store()
                    .find(Shelf.MINUTES, key)
                    .orElseGet(
                            () -> Store.JSON.createObjectNode().put("uid", uid).put("date", date));
            minutes.put("seconds", minutes.path("seconds").asDouble() + time.toMillis() / 1000.0);
            ground.store().put(Shelf.MINUTES, key, minutes);
        });
    }

    @Override
    public InstantSource clock() {
        return ground.clock();
    }
}
