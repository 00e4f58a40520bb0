package dev.stagedoor.cloudflare.stream;

import dev.stagedoor.cloudflare.stream.CheckLog.Finding;
import dev.stagedoor.cloudflare.stream.CheckReport.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tries on a real account what classes depend on, and answers what the documentation leaves open as far as that needs no media. Makes a live input and, unless it is
 * given a signer, a signing key; deletes both at the end, also after a fault or an interrupt, and says so where it cannot. Nothing that was there before is touched.
 *
 * <p>A check is used once, by one thread. Faults of Cloudflare are lines of the report and no exceptions.
 */
public final class AccountCheck {
    static final String NAME = "stagedoor account check";

    private static final int NO_SUBSCRIPTION = 10002;
    private static final int RETENTION_OUT_OF_RANGE = 10060;

    private final CloudflareStream client;
    private final Optional<ViewerTokens> givenTokens;
    private final Optional<MediaUrls> givenMedia;
    private final InstantSource clock;
    private final CheckLog log = new CheckLog();
    private final List<String> inputs = new ArrayList<>();
    private @Nullable String ownKey;

    private AccountCheck(
            CloudflareStream client, Optional<ViewerTokens> tokens, Optional<MediaUrls> media, InstantSource clock) {
        this.client = client;
        this.givenTokens = tokens;
        this.givenMedia = media;
        this.clock = clock;
    }

    /**
     * @param client of the account
     * @param tokens what the service signs with; empty: a key of the check's own
     * @param media where the service believes media to be; empty: where the API says
     * @param clock for the life of tokens
     * @return a check that has not begun
     */
    public static AccountCheck of(
            CloudflareStream client, Optional<ViewerTokens> tokens, Optional<MediaUrls> media, InstantSource clock) {
        return new AccountCheck(client, tokens, media, clock);
    }

    /**
     * Takes up to a minute, and about 30 calls of the API.
     *
     * @return what was found
     * @throws IllegalStateException when it has run already
     */
    public CheckReport run() {
        if (!log.report().lines().isEmpty()) {
            throw new IllegalStateException("a check runs once");
        }
        try {
            look();
        } finally {
            boolean interrupted = Thread.interrupted();
            cleanUp();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        openPoints();
        return log.report();
    }

    private void look() {
        log.step("API token", this::token);
        log.step("call without a token", this::withoutToken);
        log.step("subscription and storage", this::storage);
        String key = UUID.randomUUID().toString();
        Optional<LiveInput> input = create(key);
        if (input.isEmpty()) {
            List.of("idempotency key", "retention floor", "signed URLs", "WHIP signalling", "rotation of keys")
                    .forEach(it -> log.add(it, Outcome.SKIPPED, "there is no live input to try it on"));
            return;
        }
        String uid = input.get().uid();
        log.step("idempotency key", () -> idempotency(key, uid));
        log.step("retention floor", () -> retention(uid));
        log.step(
                "videos of a live input",
                () -> Finding.ok(
                        client.liveInputs().videos(uid).size() + " videos of an input that nobody ever broadcast to"));
        media(input.get());
        log.step("rotation of keys", () -> rotation(input.get()));
        log.step("deletion of the live input", () -> deletion(uid));
        log.step("idempotency key after deletion", () -> idempotencyAfterDeletion(key));
    }

    private Finding token() {
        Api api = client.api();
        Fields fields;
        try {
            fields = api.object(api.root("GET", "user", "tokens", "verify"));
        } catch (CloudflareApiException perhapsOfTheAccount) {
            fields = api.object(api.account("GET", "tokens", "verify"));
        }
        String status = fields.text("status").orElse("without a status");
        return Finding.when(status.equals("active"), "active", "the token is " + status);
    }

    private Finding withoutToken() {
        Api api = client.api();
        try {
            api.done(api.stream("GET", "live_inputs").withoutToken());
            return Finding.failed("the API answers without a token: something between here and Cloudflare adds one");
        } catch (CloudflareApiException refused) {
            boolean right = refused.status() == 401 || refused.status() == 403 || refused.status() == 400;
            return Finding.when(right, said(refused), said(refused));
        }
    }

    private static String said(CloudflareApiException refused) {
        return "answered " + refused.status()
                + (refused.code().isPresent() ? ", code " + refused.code().getAsInt() : ", without a code");
    }

    private Finding storage() {
        try {
            StorageUsage usage = client.videos().storageUsage(Optional.empty());
            OptionalDouble limit = usage.totalStorageMinutesLimit();
            if (limit.isEmpty()) {
                return Finding.unknown((long) usage.totalStorageMinutes() + " minutes are stored; no limit is named");
            }
            long left = (long) (limit.getAsDouble() - usage.totalStorageMinutes());
            String words = left + " of " + (long) limit.getAsDouble() + " minutes are left";
            return Finding.when(left > 0, words, words + ": replays cannot be uploaded");
        } catch (ForbiddenException refused) {
            return Finding.failed(
                    refused.hasCode(NO_SUBSCRIPTION)
                            ? "the account has no Stream subscription"
                            : "the token needs the permission Account, Stream, Edit (" + said(refused) + ")");
        }
    }

    private static LiveInputSettings settings() {
        return LiveInputSettings.builder()
                .name(NAME)
                .recordingMode(RecordingMode.AUTOMATIC)
                .requireSignedUrls(true)
                .build();
    }

    private Optional<LiveInput> create(String key) {
        List<LiveInput> made = new ArrayList<>();
        log.step("creation of a live input", () -> {
            LiveInput input = client.liveInputs().create(settings(), key);
            inputs.add(input.uid());
            made.add(input);
            boolean whole = input.whipUrl().isPresent() && input.whepUrl().isPresent();
            boolean signed = input.recording().requireSignedUrls();
            return Finding.when(
                    whole && signed,
                    "made, with WHIP and WHEP addresses and signed URLs: the token may edit",
                    whole ? "made, but requireSignedURLs was not taken" : "made, but without a WHIP or a WHEP address");
        });
        return made.stream().findFirst();
    }

    private Finding idempotency(String key, String uid) {
        LiveInput again = client.liveInputs().create(settings(), key);
        if (again.uid().equals(uid)) {
            return Finding.ok("the same live input again");
        }
        inputs.add(again.uid());
        return Finding.failed("a second live input was made: a lost answer can double inputs");
    }

    private Finding retention(String uid) {
        try {
            LiveInput input = client.liveInputs()
                    .update(
                            uid,
                            LiveInputSettings.builder()
                                    .deleteRecordingAfterDays(7)
                                    .build());
            return Finding.unknown("7 days were taken; the input says "
                    + (input.deleteRecordingAfterDays().isPresent()
                            ? input.deleteRecordingAfterDays().getAsInt() + " days"
                            : "nothing"));
        } catch (BadRequestException refused) {
            return refused.hasCode(RETENTION_OUT_OF_RANGE)
                    ? Finding.ok("7 days are refused with " + RETENTION_OUT_OF_RANGE
                            + ": the service deletes replays itself")
                    : Finding.unknown("7 days are refused otherwise than known: " + said(refused));
        }
    }

    private void media(LiveInput input) {
        Optional<MediaUrls> urls = givenMedia.or(() -> told(input));
        Optional<ViewerTokens> tokens = tokens();
        MediaCheck check = new MediaCheck(client, log, clock);
        givenMedia.ifPresent(it -> log.step("media host", () -> host(it, input)));
        if (urls.isPresent() && tokens.isPresent()) {
            check.viewing(urls.get(), tokens.get(), input.uid());
        } else {
            log.add("signed URLs", Outcome.SKIPPED, "there is no signing key or no media host to try it on");
        }
        if (input.whipUrl().isPresent()) {
            check.signalling(input.whipUrl().get(), () -> client.liveInputs().disable(input.uid()));
        } else {
            log.add("WHIP signalling", Outcome.SKIPPED, "there is no WHIP address");
        }
    }

    private static Optional<MediaUrls> told(LiveInput input) {
        try {
            return input.whepUrl().map(it -> MediaUrls.from(it, input.uid()));
        } catch (IllegalArgumentException withoutItsUid) {
            return Optional.empty();
        }
    }

    private static Finding host(MediaUrls given, LiveInput input) {
        Optional<MediaUrls> told = told(input);
        if (told.isEmpty()) {
            return Finding.unknown("the API names none to compare with");
        }
        boolean same = told.get().base().equals(given.base());
        return Finding.when(
                same,
                "is the one of this account",
                "is configured as " + given.base() + ", but the API says "
                        + told.get().base());
    }

    private Optional<ViewerTokens> tokens() {
        if (givenTokens.isPresent()) {
            return givenTokens;
        }
        List<ViewerTokens> made = new ArrayList<>();
        log.step("creation of a signing key", () -> {
            SigningKey key = client.signingKeys().create();
            ownKey = key.id();
            made.add(ViewerTokens.of(key.id(), key.pem().or(key::jwk).orElse(""), clock));
            return Finding.ok("made, and its private part can be read");
        });
        return made.stream().findFirst();
    }

    private Finding rotation(LiveInput before) {
        LiveInput after = client.liveInputs().rotateKeys(before.uid());
        boolean changed = !after.whipUrl().equals(before.whipUrl());
        return Finding.when(
                changed,
                "the WHIP address is another one"
                        + (after.keysRotatedAt().isPresent() ? "" : "; no time of it is told"),
                "the WHIP address is still the same");
    }

    private Finding deletion(String uid) {
        boolean there = client.liveInputs().delete(uid);
        inputs.remove(uid);
        return Finding.when(there, "deleted", "it was gone before");
    }

    private Finding idempotencyAfterDeletion(String key) {
        try {
            inputs.add(client.liveInputs().create(settings(), key).uid());
            return Finding.unknown("the key made another live input; the documentation says 409");
        } catch (ConflictException refused) {
            return Finding.ok(said(refused));
        }
    }

    private void cleanUp() {
        for (String uid : List.copyOf(inputs)) {
            undo("live input " + uid, () -> client.liveInputs().delete(uid));
        }
        if (ownKey != null) {
            String id = ownKey;
            undo("signing key " + id, () -> client.signingKeys().delete(id));
        }
    }

    private void undo(String what, Runnable deletion) {
        try {
            deletion.run();
        } catch (CloudflareStreamException fault) {
            log.add(
                    "cleaning up",
                    Outcome.FAILED,
                    what + " is left and must be deleted by hand: " + fault.getMessage());
        }
    }

    private void openPoints() {
        List.of(
                        "a second publisher on one live input",
                        "whether status, notifications and lifecycle react to WHIP",
                        "the status of PATCH at WHIP and WHEP",
                        "the retries of webhooks",
                        "paging of a live input's videos",
                        "recording of WHIP broadcasts")
                .forEach(it -> log.add(it, Outcome.UNKNOWN, "unproven: takes a broadcast, or more than one call"));
    }
}
