package dev.stagedoor.assets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stagedoor.assets.ReplayResponse.Header;
import dev.stagedoor.assets.internal.files.Folder;
import dev.stagedoor.assets.internal.files.Sha256;
import dev.stagedoor.assets.internal.replay.ByteRange;
import dev.stagedoor.assets.internal.replay.Doorkeeper;
import dev.stagedoor.assets.internal.replay.Doorkeeper.Admitted;
import dev.stagedoor.assets.internal.replay.Doorkeeper.Refused;
import dev.stagedoor.assets.internal.replay.PlaylistUris;
import dev.stagedoor.assets.internal.replay.Preconditions;
import dev.stagedoor.assets.internal.replay.Problem;
import dev.stagedoor.assets.internal.replay.RememberingGate;
import dev.stagedoor.assets.internal.replay.ReplayFiles;
import dev.stagedoor.assets.internal.replay.Reply;
import dev.stagedoor.assets.internal.replay.Target;
import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves replays by HLS (RFC 8216): GET and HEAD of {@code .../hls/{recordingId}/{file}} below any prefix, with single byte ranges and entity tags (RFC 9110
 * sections 13 and 14). A file comes from this node's own copy where there is one, else from the asset store; segments are streamed.
 *
 * <p>HTTP is the application's: hand every such request to {@link #handle} and write what it returns. Safe for use by many threads; a call waits for the disk
 * or the store.
 */
public final class ReplayEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayEndpoint.class);

    private final ReplayFiles files;
    private final Doorkeeper doorkeeper;
    private final ReplayGate gate;
    private final InstantSource clock;

    private ReplayEndpoint(Builder options) {
        this.files = new ReplayFiles(new Folder(realPath(options.local)), options.store);
        this.clock = options.clock;
        this.doorkeeper = new Doorkeeper(options.tokens, clock);
        this.gate = new RememberingGate(options.gate, options.gateMemory, clock);
    }

    private static Path realPath(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException broken) {
            throw new AssetException("cannot open " + folder + " for recordings: " + broken, false, broken);
        }
    }

    /**
     * @param local the folder in which this node's recordings are made; is made if need be
     * @param store where finished recordings stay
     * @param tokens reads what {@link AssetRecordingProvider#ticket} signed
     * @return a builder
     */
    public static Builder builder(Path local, AssetStore store, ReplayTokens tokens) {
        return new Builder(local, store, tokens);
    }

    /**
     * Answers one request; never throws for what a client sent, or for a store that fails.
     *
     * @param request the request
     * @return the answer; the caller closes it
     */
    public ReplayResponse handle(ReplayRequest request) {
        boolean withBody = !request.method().equals("HEAD");
        try {
            return answer(request, withBody);
        } catch (AssetException fault) {
            LOG.warn("cannot serve {}", request, fault);
            return (fault.retryable() ? Problem.UNAVAILABLE : Problem.BROKEN).response(withBody);
        } catch (IOException | RuntimeException fault) {
            LOG.warn("cannot serve {}", request, fault);
            return Problem.UNAVAILABLE.response(withBody);
        }
    }

    private ReplayResponse answer(ReplayRequest request, boolean withBody) throws IOException {
        Optional<Target> target = Target.parse(request.path());
        if (target.isEmpty()) {
            return Problem.NOT_FOUND.response(withBody);
        }
        if (!request.method().equals("GET") && withBody) {
            return Problem.METHOD.response(true);
        }
        Doorkeeper.Verdict verdict =
                doorkeeper.judge(request, target.orElseThrow().recordingId());
        if (verdict instanceof Refused refused) {
            return refused.problem().response(withBody);
        }
        Admitted admitted = (Admitted) verdict;
        if (!gate.mayWatch(admitted.token().recordingId(), admitted.token().userId())) {
            return Problem.FORBIDDEN.response(withBody);
        }
        Optional<ReplayResponse> found = target.orElseThrow().isPlaylist()
                ? playlist(request, target.orElseThrow(), admitted)
                : media(request, target.orElseThrow(), admitted);
        return found.orElseGet(() -> Problem.NOT_FOUND.response(withBody));
    }

    private Optional<ReplayResponse> playlist(ReplayRequest request, Target target, Admitted admitted)
            throws IOException {
        Optional<byte[]> found = files.playlist(target);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String text = new String(found.orElseThrow(), UTF_8);
        String caching = text.contains("#EXT-X-ENDLIST") ? "private, no-cache" : "no-store";
        byte[] bytes = admitted.queryToken()
                .map(token -> PlaylistUris.withToken(text, token).getBytes(UTF_8))
                .orElse(found.orElseThrow());
        String tag = '"' + Sha256.of(new ByteArrayInputStream(bytes)).substring(0, 32) + '"';
        Body body = (from, length) -> Optional.of(new ByteArrayInputStream(bytes, (int) from, (int) length));
        return answer(request, new Reply(target, tag, caching), tag, bytes.length, body);
    }

    private Optional<ReplayResponse> media(ReplayRequest request, Target target, Admitted admitted) throws IOException {
        String caching = Reply.forAsLongAs(
                Duration.between(clock.instant(), admitted.token().expiresAt()));
        if (isPlain(request)) {
            return files.read(target, 0, Long.MAX_VALUE)
                    .map(content ->
                            new Reply(target, tag(content.stat()), caching).whole(content.length(), content.body()));
        }
        Optional<AssetStat> stat = files.stat(target);
        if (stat.isEmpty()) {
            return Optional.empty();
        }
        String tag = tag(stat.orElseThrow());
        Body body = (from, length) -> files.read(target, from, length).map(AssetContent::body);
        return answer(
                request,
                new Reply(target, tag, caching),
                tag,
                stat.orElseThrow().bytes(),
                body);
    }

    /** Whether the whole file is the only possible answer, so that the store need not be asked twice. */
    private static boolean isPlain(ReplayRequest request) {
        return request.method().equals("GET")
                && request.header("Range").isEmpty()
                && request.header("If-None-Match").isEmpty();
    }

    /** Segments never change under their name, so their size is as good as their bytes, and the same here and in the store. */
    private static String tag(AssetStat stat) {
        return '"' + Long.toHexString(stat.bytes()) + '"';
    }

    private static Optional<ReplayResponse> answer(
            ReplayRequest request, Reply reply, String tag, long size, Body body) {
        if (Preconditions.clientHasIt(request, tag)) {
            return Optional.of(reply.notModified());
        }
        if (request.method().equals("HEAD")) {
            return Optional.of(reply.whole(size, ReplayResponse.nothing()));
        }
        ByteRange.Asked asked = ByteRange.parse(Preconditions.range(request, tag), size);
        if (asked instanceof ByteRange.Unsatisfiable) {
            return Optional.of(Problem.RANGE.response(true, new Header("Content-Range", "bytes */" + size)));
        }
        if (asked instanceof ByteRange.Part part) {
            return body.part(part.range().from(), part.range().length())
                    .map(bytes -> reply.part(part.range(), size, bytes));
        }
        return size == 0
                ? Optional.of(reply.whole(0, ReplayResponse.nothing()))
                : body.part(0, size).map(bytes -> reply.whole(size, bytes));
    }

    @FunctionalInterface
    private interface Body {
        Optional<? extends InputStream> part(long from, long length);
    }

    /** Options of a {@link ReplayEndpoint}. */
    public static final class Builder {
        private final Path local;
        private final AssetStore store;
        private final ReplayTokens tokens;
        private ReplayGate gate = (recordingId, userId) -> true;
        private Duration gateMemory = Duration.ofSeconds(5);
        private InstantSource clock = InstantSource.system();

        private Builder(Path local, AssetStore store, ReplayTokens tokens) {
            this.local = local;
            this.store = store;
            this.tokens = tokens;
        }

        /**
         * Who is asked again whether the holder of a token may still watch. Default: nobody, the token alone decides.
         *
         * @param gate the gate
         * @return this
         */
        public Builder gate(ReplayGate gate) {
            this.gate = gate;
            return this;
        }

        /**
         * For how long an answer of the gate holds, 0 to 60 s. Default 5 s.
         *
         * @param memory how long
         * @return this
         */
        public Builder gateMemory(Duration memory) {
            if (memory.isNegative() || memory.compareTo(Duration.ofSeconds(60)) > 0) {
                throw new IllegalArgumentException("gateMemory must be 0 to 60 s, was " + memory);
            }
            this.gateMemory = memory;
            return this;
        }

        /**
         * Tells the time of day. Default: the system's clock.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * @return the endpoint
         * @throws AssetException when the local folder cannot be made
         */
        public ReplayEndpoint build() {
            return new ReplayEndpoint(this);
        }
    }
}
