package dev.stagedoor.cloudflare;

import dev.stagedoor.cloudflare.stream.CloudflareStream;
import dev.stagedoor.cloudflare.stream.CloudflareStreamException;
import dev.stagedoor.cloudflare.stream.ConflictException;
import dev.stagedoor.cloudflare.stream.MediaUrls;
import dev.stagedoor.cloudflare.stream.Playback;
import dev.stagedoor.cloudflare.stream.TokenClaims;
import dev.stagedoor.cloudflare.stream.Video;
import dev.stagedoor.cloudflare.stream.VideoQuery;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recordings as videos of Cloudflare Stream: our own recorder makes them, this takes them there by a resumable upload and plays them from there by HLS with signed
 * addresses. Until a video is ready, the node that recorded plays its copy. An asset's id is the video's uid.
 *
 * <p>Stored is what has arrived whole and what Cloudflare says it can play. Videos that are not ours are never listed and never deleted. Safe for use by many threads
 * and nodes.
 */
public final class CloudflareRecordingProvider implements RecordingProvider {
    private static final Pattern UID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern INSTALLATION = Pattern.compile("[0-9A-Za-z_-]{1,40}");

    private final CloudflareStream client;
    private final String creator;
    private final Tickets tickets;
    private final AtomicReference<@Nullable MediaUrls> media;
    private final LocalRecordings local;

    /**
     * @param client of the account
     * @param installation 1 to 40 letters, digits, - and _, the same for all nodes on one storage and different from every other installation that uses the account:
     *     videos of others are never touched
     * @param tokens gives what signs viewers' addresses, when it is needed; a {@link CloudflareStreamException} of it counts as a fault of Cloudflare
     * @param media where videos are played from, such as a custom domain; empty to find out from the API
     * @param local what this node has recorded
     * @param clock the platform's
     */
    public CloudflareRecordingProvider(
            CloudflareStream client,
            String installation,
            Supplier<ViewerTokens> tokens,
            Optional<MediaUrls> media,
            LocalRecordings local,
            InstantSource clock) {
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new IllegalArgumentException(
                    "installation must be 1 to 40 letters, digits, - and _, not " + installation);
        }
        this.client = client;
        this.creator = "stagedoor-" + installation;
        this.tickets = new Tickets(tokens, clock);
        this.media = new AtomicReference<>(media.orElse(null));
        this.local = local;
    }

    @Override
    public String name() {
        return "cloudflare";
    }

    @Override
    public Optional<StoredAsset> store(RecordingId id) {
        Optional<Path> file = local.mp4(id);
        return file.flatMap(
                it -> asking("store recording " + id, () -> new RecordingUpload(client, creator, id, it).run()));
    }

    @Override
    public void dropLocal(RecordingId id) {
        local.drop(id);
    }

    @Override
    public DeleteResult delete(AssetId id) {
        if (!UID.matcher(id.value()).matches()) {
            return new DeleteResult.AlreadyGone();
        }
        return asking("delete video " + id, () -> {
            try {
                return client.videos().delete(id.value()) ? new DeleteResult.Deleted() : new DeleteResult.AlreadyGone();
            } catch (ConflictException busy) {
                return new DeleteResult.StillInUse(busy.retryAfter());
            }
        });
    }

    @Override
    public boolean exists(AssetId id) {
        return UID.matcher(id.value()).matches()
                && asking(
                        "look for video " + id,
                        () -> client.videos().find(id.value()).isPresent());
    }

    @Override
    public ReplayTicket ticket(ReplayGrant grant) {
        if (grant.assetId().isEmpty()) {
            return local.ticket(grant);
        }
        AssetId id = grant.assetId().get();
        Instant end = tickets.end(grant.expiresAt());
        String token = asking("sign an address", () -> tickets.sign(TokenClaims.of(id.value(), end)));
        return new ReplayTicket(media(id).hls(token), "", end);
    }

    private MediaUrls media(AssetId id) {
        MediaUrls known = media.get();
        if (known != null) {
            return known;
        }
        return asking(
                "find out where videos are",
                () -> client.videos()
                        .find(id.value())
                        .flatMap(Video::playback)
                        .flatMap(Playback::hls)
                        .map(url -> MediaUrls.from(url, id.value()))
                        .map(found -> {
                            media.compareAndSet(null, found);
                            return found;
                        })
                        .orElseThrow(() ->
                                new RecordingException("video " + id + " cannot be played yet", true, null, null)));
    }

    /**
     * Makes an address from which the whole recording can be fetched as a file, once {@link CloudflareStream#downloads} made it.
     *
     * @param id a stored recording
     * @param until when the address ends, within 24 hours
     * @return the address; a credential
     */
    public java.net.URI downloadUrl(AssetId id, Instant until) {
        TokenClaims claims = new TokenClaims(id.value(), tickets.end(until), Optional.empty(), true, List.of());
        return media(id).mp4(asking("sign an address", () -> tickets.sign(claims)));
    }

    /** Goes on after a moment, and leaves out what was made in that moment and has been given. */
    private record Cursor(Optional<Instant> since, Set<String> given) {
        static Cursor parse(Optional<String> text) {
            if (text.isEmpty()) {
                return new Cursor(Optional.empty(), Set.of());
            }
            String[] parts = text.get().split(" ", -1);
            try {
                return new Cursor(Optional.of(Instant.parse(parts[0])), Set.of(parts[1].split(",")));
            } catch (DateTimeParseException | ArrayIndexOutOfBoundsException malformed) {
                throw new IllegalArgumentException("this is no AssetPage.next() of ours", malformed);
            }
        }
    }

    @Override
    public AssetPage list(Optional<String> after, int limit) {
        return asking("list videos", () -> page(Cursor.parse(after), limit));
    }

    private AssetPage page(Cursor from, int limit) {
        int most = Math.min(VideoQuery.MAX_LIMIT, limit + from.given().size());
        VideoQuery.Builder query =
                VideoQuery.builder().creator(creator).ascending(true).limit(most);
        from.since().ifPresent(query::start);
        List<Video> found = client.videos().list(query.build()).videos();
        List<Video> fresh = found.stream()
                .filter(it -> !from.given().contains(it.uid()) && it.created().isPresent())
                .toList();
        List<Video> page = fresh.subList(0, Math.min(limit, fresh.size()));
        boolean more = found.size() >= most || fresh.size() > page.size();
        List<AssetPage.Found> assets = page.stream()
                .filter(it -> RecordingUpload.recordingOf(it).isPresent())
                .map(it -> new AssetPage.Found(
                        new AssetId(it.uid()),
                        RecordingUpload.recordingOf(it),
                        it.created().orElseThrow()))
                .toList();
        return new AssetPage(assets, more && !page.isEmpty() ? Optional.of(next(from, page)) : Optional.empty());
    }

    private static String next(Cursor from, List<Video> page) {
        Instant last = page.get(page.size() - 1).created().orElseThrow();
        List<String> given = new ArrayList<>(from.since().equals(Optional.of(last)) ? from.given() : Set.of());
        page.stream()
                .filter(it -> it.created().equals(Optional.of(last)))
                .map(Video::uid)
                .forEach(given::add);
        return last + " " + String.join(",", given);
    }

    @Override
    public void close() {
        // holds nothing of its own
    }

    private static <T> T asking(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (CloudflareStreamException fault) {
            throw new RecordingException(
                    "Cloudflare could not " + what + ": " + Faults.explain(fault),
                    fault.retryable(),
                    Faults.retryAfter(fault).orElse(null),
                    fault);
        } catch (UncheckedIOException fault) {
            throw new RecordingException("could not " + what + ": " + fault.getMessage(), true, null, fault);
        }
    }
}
