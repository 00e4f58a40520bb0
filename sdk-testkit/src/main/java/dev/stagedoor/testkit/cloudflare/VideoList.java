package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code GET /stream}: filters, and pages by {@code created}. Called under the account's lock. */
final class VideoList {
    private static final int MOST = 1000;

    private final CloudflareAccount account;
    private final ApiCall call;

    VideoList(CloudflareAccount account, ApiCall call) {
        this.account = account;
        this.call = call;
    }

    /** {@code start} and {@code end} are left out themselves; which side is open is [U]. */
    Answer answer() {
        Optional<Answer> broken = brokenLimit();
        if (broken.isPresent()) {
            return broken.get();
        }
        List<ObjectNode> found = new ArrayList<>(account.videos().all().stream()
                .filter(this::wanted)
                .sorted(Videos.newestFirst())
                .toList());
        if (call.flag("asc")) {
            Collections.reverse(found);
        }
        ArrayNode page = Store.JSON.createArrayNode();
        found.stream().limit(limit()).forEach(it -> page.add(account.views().view(it)));
        return call.flag("include_counts")
                ? Answer.ok(page, ApiCall.counts(page.size(), found.size()))
                : Answer.ok(page);
    }

    /** What is no number breaks the service: 500 without a body. */
    private Optional<Answer> brokenLimit() {
        return call.query("limit").filter(it -> !it.matches("-?\\d{1,9}")).map(it -> Answer.bare(500));
    }

    private int limit() {
        int limit = call.query("limit").map(Integer::parseInt).orElse(MOST);
        if (limit < 1 || limit > MOST) {
            throw Refusal.badRequest("limit must be from 1 to " + MOST);
        }
        return limit;
    }

    private boolean wanted(ObjectNode video) {
        Instant created = Values.instant(video.path("created"));
        String name = video.path("meta").path("name").asText();
        return passes("id", it -> it.equals(video.path("uid").asText()))
                && passes("creator", it -> it.equals(video.path("creator").asText()))
                && passes(
                        "status", it -> it.equals(account.videos().status(video).state()))
                && passes("type", it -> it.equals(video.has("startedAt") ? "live" : "vod"))
                && passes(
                        "live_input_id", it -> it.equals(video.path("liveInput").asText()))
                && passes("name", name::equals)
                && passes("video_name", name::equals)
                && passes("search", it -> name.toLowerCase(Locale.ROOT).contains(it.toLowerCase(Locale.ROOT)))
                && passes("start", it -> created.isAfter(Body.time("start", it)))
                && passes("after", it -> created.isAfter(Body.time("after", it)))
                && passes("end", it -> created.isBefore(Body.time("end", it)))
                && passes("before", it -> created.isBefore(Body.time("before", it)));
    }

    private boolean passes(String query, Predicate<String> test) {
        return call.query(query).map(test::test).orElse(true);
    }
}
